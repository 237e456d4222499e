from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Person, is_of_trade_management
from complaints.enums import QuarantineDecision
from complaints.models.complaint import Complaint


class QuarantineQuerySet(models.QuerySet["Quarantine"]):
    def visible_to(self, user: Person) -> Self:
        """Trade Management reads what was set aside; nobody else has it yet."""
        return self if is_of_trade_management(user) else self.none()

    def waiting(self) -> Self:
        """Return what nobody has decided, and the sender has not withdrawn."""
        return self.filter(decided_at__isnull=True, complaint__closed_at__isnull=True)

    def begun_before(self, moment: datetime) -> Self:
        return self.filter(began_at__lt=moment)


class Quarantine(models.Model):
    """Why a report was set aside, and what a person decided.

    ``signs`` is a list of what spoke for spam, each with its points:
    ``{"sign": "no_proof", "points": 40}``. Nothing in it names anybody.
    """

    complaint = models.OneToOneField(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="quarantine",
    )
    score = models.PositiveSmallIntegerField(_("points"))
    signs = models.JSONField(_("signs of spam"), default=list)
    began_at = models.DateTimeField(_("set aside at"))
    decision = models.CharField(
        _("decision"),
        max_length=10,
        choices=QuarantineDecision.choices,
        blank=True,
        default="",
    )
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = QuarantineQuerySet.as_manager()

    class Meta:
        verbose_name = _("report set aside")
        verbose_name_plural = _("reports set aside")
        ordering = ["began_at", "pk"]
        indexes = [
            models.Index(
                name="quarantine_waiting",
                fields=["began_at"],
                condition=Q(decided_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decided_by_somebody",
                condition=Q(
                    decision="", decided_at__isnull=True, decided_by__isnull=True
                )
                | ~Q(decision="")
                & Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_spam_has_reason",
                condition=~Q(decision="spam") | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}"
