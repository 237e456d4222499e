from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from complaints.enums import ConsentPurpose
from complaints.models.complaint import Complaint


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        """Return what was agreed to and not taken back."""
        return self.filter(is_given=True, withdrawn_at__isnull=True)


class Consent(models.Model):
    """What a complainant was asked to agree to, in which words, and what they said.

    A row is never changed, except that what was given may be taken back, once; whoever
    agrees anew gets a row of its own. ``text_version`` names the words in ``consent``.
    Legal source: Decree 13/2023/NĐ-CP, Articles 11 and 12 (in force 01/07/2023).
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="consents",
    )
    purpose = models.CharField(
        _("agreement to"), max_length=10, choices=ConsentPurpose.choices
    )
    text_version = models.CharField(_("version of the text"), max_length=20)
    is_given = models.BooleanField(_("agreed"))
    asked_at = models.DateTimeField(_("asked at"))
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_stands",
                fields=["complaint", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_taken_back_once_given",
                condition=Q(withdrawn_at__isnull=True)
                | Q(is_given=True, withdrawn_at__gte=F("asked_at")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="kept_as_given",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["withdrawn_at"]),
            ),
            pgtrigger.Protect(
                name="taken_back_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}: {self.get_purpose_display()}"
