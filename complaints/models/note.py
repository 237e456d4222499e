from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import Unit
from accounts.permissions import Person, is_officer
from complaints.models.complaint import Complaint


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Person) -> Self:
        """A unit reads its own notes, and the shared ones of what it handles."""
        if not is_officer(user):
            return self.none()
        seen = Complaint.objects.visible_to(user).values("pk")
        handled = Complaint.objects.handled_by(user).values("pk")
        return self.filter(
            Q(unit_id=user.unit_id, complaint__in=seen)
            | Q(is_shared=True, complaint__in=handled)
        )


class Note(models.Model):
    """What officers write for themselves about a complaint; no mail ever holds it.

    It is never shown to the complainant. ``is_shared`` opens it to the other units
    that handle the complaint.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="notes",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("text"))
    is_shared = models.BooleanField(
        _("open to the units that handle it"), default=False
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written at"))

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.written_at:%d/%m/%Y}"
