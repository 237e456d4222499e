from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.enums import UnitKind
from accounts.models import District, Unit
from accounts.permissions import Person, is_of, is_officer
from campaigns.models import Campaign
from complaints.models import Complaint
from inspections.enums import InspectionKind, InspectionOutcome, InspectionState
from promotions.models import Merchant, Promotion


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, user: Person) -> Self:
        """Who sees which inspection.

        The surveillance department and the Department's inspectorate, which
        cooperates (plan III.1.4), see all; a team its own; a district committee
        those in its districts; nobody else.
        """
        if not is_officer(user):
            return self.none()
        if is_of(user, UnitKind.MARKET_SURVEILLANCE, UnitKind.INSPECTORATE):
            return self
        if is_of(user, UnitKind.SURVEILLANCE_TEAM):
            return self.filter(unit_id=user.unit_id)
        if is_of(user, UnitKind.DISTRICT_COMMITTEE):
            return self.filter(district__units=user.unit_id)
        return self.none()


@pghistory.track(model_name="InspectionRevision")
class Inspection(models.Model):
    """An inspection of one merchant by one unit, from plan to conclusion."""

    reference = models.CharField(_("reference"), max_length=20, unique=True)
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        related_name="inspections",
        null=True,
        blank=True,
    )
    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.PROTECT,
        related_name="inspections",
        null=True,
        blank=True,
    )
    subject_name = models.CharField(
        _("who is inspected"),
        max_length=250,
        help_text=_("As it stands in the inspection decision."),
    )
    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="inspections",
        null=True,
        blank=True,
    )
    complaints = models.ManyToManyField(
        Complaint,
        verbose_name=_("complaints"),
        related_name="inspections",
        blank=True,
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("inspecting unit"),
        on_delete=models.PROTECT,
        related_name="inspections",
    )
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.PROTECT,
        related_name="inspections",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=InspectionKind.choices)
    decision_ref = models.CharField(
        _("number of the inspection decision"), max_length=60, blank=True
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    visit_on = models.DateField(_("day of the visit"), null=True, blank=True)
    minutes_ref = models.CharField(
        _("number of the minutes"), max_length=60, blank=True
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=InspectionState.choices,
        default=InspectionState.PLANNED,
        editable=False,
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=14,
        choices=InspectionOutcome.choices,
        blank=True,
        editable=False,
    )
    outcome_notice = models.TextField(
        _("what complainants are told"), blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created at"))
    concluded_at = models.DateTimeField(_("concluded at"), null=True, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="inspection_unit_state", fields=["unit", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_concluded_is_complete",
                condition=Q(
                    state="concluded",
                    concluded_at__isnull=False,
                    visit_on__isnull=False,
                )
                & ~Q(outcome="")
                & ~Q(decision_ref="")
                | ~Q(state="concluded") & Q(concluded_at__isnull=True, outcome=""),
                violation_error_message=_(
                    "A concluded inspection has a decision number, a day of the visit "
                    "and an outcome."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
