from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.models.referral import Referral


class Pause(models.Model):
    """A time in which a unit's clock stood still, because it waited for the consumer.

    ``days_waited`` are the working days by which the stored term moved afterwards.
    """

    referral = models.ForeignKey(
        Referral,
        verbose_name=_("referral"),
        on_delete=models.PROTECT,
        related_name="pauses",
    )
    reason = models.TextField(_("what is waited for"))
    paused_at = models.DateTimeField(_("paused at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    days_waited = models.PositiveSmallIntegerField(
        _("working days waited"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["paused_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_at_a_time",
                fields=["referral"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("The clock of this unit stands already."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ended_is_counted",
                condition=Q(ended_at__isnull=True, days_waited__isnull=True)
                | Q(
                    ended_at__gte=F("paused_at"),
                    days_waited__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral}: {self.paused_at:%d/%m/%Y}"
