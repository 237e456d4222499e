from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent
from accounts.permissions import Person, is_of_trade_management
from complaints.enums import RetentionResult, RetentionState
from complaints.models.complaint import Complaint
from complaints.models.retention_rule import RetentionRule

OPEN_STATES = ("prepared", "proposed", "approved")


class RetentionRunQuerySet(models.QuerySet["RetentionRun"]):
    def visible_to(self, user: Person) -> Self:
        return self if is_of_trade_management(user) else self.none()

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)


class RetentionRun(models.Model):
    """One deletion of personal data by the rules: listed, proposed, approved, done.

    The list is made by the dry run and never grows. ``due_count`` is how many reports
    were due then, of which the run takes at most ``most``, the longest closed first.
    """

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RetentionState.choices,
        default=RetentionState.PREPARED,
        editable=False,
    )
    most = models.PositiveIntegerField(_("at most"))
    due_count = models.PositiveIntegerField(_("due at the dry run"))
    held_count = models.PositiveIntegerField(_("held back at the dry run"), default=0)
    prepared_at = models.DateTimeField(_("dry run at"))
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dry run by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    objects = RetentionRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("deletion run")
        verbose_name_plural = _("deletion runs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Value(1),
                name="complaints_retentionrun_one_open",
                condition=Q(state__in=OPEN_STATES),
                violation_error_message=_("Another run is not finished yet."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_second_person",
                condition=Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("A second person approves a run."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_carried_out_is_approved",
                condition=~Q(state__in=["approved", "done"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk:04d}"


class RetentionRunEvent(StateEvent):
    record = models.ForeignKey(
        RetentionRun,
        verbose_name=_("deletion run"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        indexes = [
            models.Index(name="retention_event_time", fields=["record", "happened_at"])
        ]


class RetentionItemQuerySet(models.QuerySet["RetentionItem"]):
    def waiting(self) -> Self:
        return self.filter(result=RetentionResult.WAITING)


class RetentionItem(models.Model):
    """One report of a run. ``reason`` names nobody: a hold, or the kind of an error."""

    run = models.ForeignKey(
        RetentionRun,
        verbose_name=_("deletion run"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    rule = models.ForeignKey(
        RetentionRule,
        verbose_name=_("rule of retention"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    result = models.CharField(
        _("result"),
        max_length=8,
        choices=RetentionResult.choices,
        default=RetentionResult.WAITING,
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = RetentionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a deletion run")
        verbose_name_plural = _("reports of a deletion run")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_a_run", fields=["run", "complaint"]
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ended_has_time",
                condition=Q(result="waiting", ended_at__isnull=True)
                | ~Q(result="waiting") & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.complaint_id:06d}"
