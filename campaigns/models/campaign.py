from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.permissions import Person
from campaigns.models.containment import CAMPAIGN_HOLDS_ITS_SLOTS
from campaigns.permissions import sees_drafts


class Period(Func):
    """The half-open range of two moments, for exclusion constraints."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: Person) -> Self:
        return self if sees_drafts(user) else self.published()

    def published(self) -> Self:
        return self.filter(is_published=True)

    def running_at(self, moment: datetime) -> Self:
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)


@pghistory.track(model_name="CampaignRevision")
class Campaign(models.Model):
    """A promotion campaign of the province: its window, ceilings and legal basis.

    The window is half-open in Asia/Ho_Chi_Minh: the week of 25/11–01/12/2024 is
    ``[25/11 00:00, 02/12 00:00)``. ``is_concentrated`` says that it is a concentrated
    promotion programme, so that its own ceilings apply to members inside the window.
    Legal source: Decree 81/2018/NĐ-CP, Articles 6.4, 6.5 and 7.2.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=80)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(
        _("ends at"), help_text=_("The first moment after the campaign.")
    )
    legal_basis = models.TextField(_("legal basis"))
    plan_ref = models.CharField(_("number of the plan"), max_length=60, blank=True)
    scope = models.CharField(_("scope"), max_length=200)
    participants = models.CharField(_("who may take part"), max_length=300)
    is_concentrated = models.BooleanField(
        _("concentrated promotion programme"), default=False
    )
    discount_ceiling_percent = models.DecimalField(
        _("highest discount, %"), max_digits=5, decimal_places=2
    )
    value_ceiling_percent = models.DecimalField(
        _("highest value of goods used for promotion, %"),
        max_digits=5,
        decimal_places=2,
    )
    ceiling_source = models.CharField(_("source of the ceilings"), max_length=300)
    objectives = models.TextField(_("aims"), blank=True, help_text=_("One aim a line."))
    programme = models.TextField(
        _("how it is carried out"), blank=True, help_text=_("One part a line.")
    )
    merchant_request = models.TextField(_("what merchants are asked to do"), blank=True)
    filing_url = models.URLField(_("public-service portal"), blank=True)
    complaint_answer_days = models.PositiveSmallIntegerField(
        _("working days to answer a complaint"), default=15
    )
    supplement_days = models.PositiveSmallIntegerField(
        _("working days to complete a dossier sent back"), default=5, db_default=5
    )
    complaint_escalation_days = models.PositiveSmallIntegerField(
        _("working days late after which the head is told"),
        default=3,
        db_default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    suspend_after_reports = models.PositiveSmallIntegerField(
        _("confirmed reports that suspend a promotion"),
        default=3,
        db_default=3,
        help_text=_("0 means that none is suspended by itself."),
    )
    report_due_on = models.DateField(_("report due on"), null=True, blank=True)
    is_published = models.BooleanField(_("published"), default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_at"]
        triggers = [CAMPAIGN_HOLDS_ITS_SLOTS]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ceilings_are_percent",
                condition=Q(
                    discount_ceiling_percent__gt=0,
                    discount_ceiling_percent__lte=100,
                    value_ceiling_percent__gt=0,
                    value_ceiling_percent__lte=100,
                ),
                violation_error_message=_("A ceiling lies above 0% and up to 100%."),
            ),
            ExclusionConstraint(
                name="%(app_label)s_%(class)s_published_do_not_overlap",
                expressions=[(Period("starts_at", "ends_at"), RangeOperators.OVERLAPS)],
                condition=Q(is_published=True),
                violation_error_message=_(
                    "Another published campaign runs in this time."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def contains(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the half-open period lies wholly inside the campaign."""
        return self.starts_at <= starts_at and ends_at <= self.ends_at
