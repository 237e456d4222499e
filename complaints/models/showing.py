from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import Unit
from accounts.permissions import Person, oversees_personal_data
from complaints.enums import ShowPurpose
from complaints.models.complaint import Complaint


class ShowingQuerySet(models.QuerySet["Showing"]):
    def visible_to(self, user: Person) -> Self:
        """Return what those read who watch over personal data."""
        return self if oversees_personal_data(user) else self.none()

    def running(self, *, at: datetime) -> Self:
        return self.filter(shown_at__lte=at, ends_at__gt=at)


class Showing(models.Model):
    """That an officer was shown who sent a report: what for, and until when.

    Only ever added to. ``ends_at`` is the first moment at which the page covers the
    contact again; an export shows it in the file alone, so it ends when it begins.
    Legal source: Decree 13/2023/NĐ-CP, Articles 3.4 and 3.5 (for the purpose, and no
    more than it needs).
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="showings",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(
        _("what for"), max_length=10, choices=ShowPurpose.choices
    )
    note = models.CharField(_("reason in words"), max_length=200, blank=True)
    is_export = models.BooleanField(_("in a file"), default=False)
    shown_at = models.DateTimeField(_("shown at"))
    ends_at = models.DateTimeField(_("shown until"))

    objects = ShowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("showing of who reports")
        verbose_name_plural = _("showings of who reports")
        ordering = ["-shown_at", "-pk"]
        indexes = [
            models.Index(name="showing_running", fields=["complaint", "by", "ends_at"]),
            models.Index(name="showing_time", fields=["-shown_at", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_other_has_words",
                condition=~Q(purpose="other") | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(is_export=False, ends_at__gt=F("shown_at"))
                | Q(is_export=True, ends_at=F("shown_at")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}: {self.shown_at:%d/%m/%Y %H:%M}"

    @property
    def reason(self) -> str:
        """Why, in words: the choice, and what was written to it."""
        label = str(self.get_purpose_display())
        return f"{label}: {self.note}" if self.note else label
