from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """Why the personal data of a report may not be deleted, until it is lifted."""

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="holds",
    )
    reason = models.TextField(_("why the data must be kept"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("held by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    held_at = models.DateTimeField(_("held since"))
    lift_reason = models.TextField(_("why the hold was lifted"), blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold on personal data")
        verbose_name_plural = _("holds on personal data")
        ordering = ["held_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_stands",
                fields=["complaint"],
                condition=Q(lifted_at__isnull=True),
                violation_error_message=_("These data are held already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_reason", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_lifted_with_reason",
                condition=Q(
                    lifted_at__isnull=True, lifted_by__isnull=True, lift_reason=""
                )
                | Q(lifted_at__isnull=False, lifted_by__isnull=False)
                & ~Q(lift_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}: {self.held_at:%d/%m/%Y}"
