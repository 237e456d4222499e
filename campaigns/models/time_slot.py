from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, Period


class TimeSlot(models.Model):
    """A part of a campaign with a name of its own: the 60 hours of Online Friday.

    Half-open like the campaign: ``[29/11 00:00, 01/12 12:00)`` in 2024.
    """

    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.CASCADE,
        related_name="slots",
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(
        _("ends at"), help_text=_("The first moment after the slot.")
    )

    class Meta:
        verbose_name = _("time slot")
        verbose_name_plural = _("time slots")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_code_once",
                fields=["campaign", "code"],
                violation_error_message=_("This campaign has a slot of this code."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must come after the start."),
            ),
            ExclusionConstraint(
                name="%(app_label)s_%(class)s_do_not_overlap",
                expressions=[
                    ("campaign", RangeOperators.EQUAL),
                    (Period("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another slot runs in this time."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def contains(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the half-open period lies wholly inside the slot."""
        return self.starts_at <= starts_at and ends_at <= self.ends_at
