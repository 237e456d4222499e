from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import Unit
from complaints.enums import MessageKind
from complaints.models.complaint import Complaint


class Message(models.Model):
    """What a unit and the complainant write to each other, as it was sent.

    It was shown before it left, and nobody can change it afterwards: the database
    refuses. ``unit`` is empty where the complainant wrote.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="messages",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=MessageKind.choices)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    text = models.TextField(_("text"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_unit_unless_consumer",
                condition=Q(kind="consumer", unit__isnull=True, sent_by__isnull=True)
                | ~Q(kind="consumer") & Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_text", condition=~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.get_kind_display()}"
