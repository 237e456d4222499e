from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, Period
from campaigns.models.containment import SLOT_WITHIN_CAMPAIGN

DATE_AND_TIME = "SHORT_DATETIME_FORMAT"


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
        triggers = [SLOT_WITHIN_CAMPAIGN]
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

    def clean(self) -> None:
        """Refuse a slot that begins before its campaign or ends after it."""
        campaign: Campaign | None = getattr(self, "campaign", None)
        if campaign is None or None in {
            *(self.starts_at, self.ends_at),
            *(campaign.starts_at, campaign.ends_at),
        }:
            return
        if not campaign.contains(self.starts_at, self.ends_at):
            raise ValidationError(
                _("The slot must lie within the campaign: from %(start)s to %(end)s."),
                params={
                    "start": date_format(localtime(campaign.starts_at), DATE_AND_TIME),
                    "end": date_format(localtime(campaign.ends_at), DATE_AND_TIME),
                },
            )

    def contains(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the half-open period lies wholly inside the slot."""
        return self.starts_at <= starts_at and ends_at <= self.ends_at
