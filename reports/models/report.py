from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import UnitKind
from accounts.permissions import Person, is_of
from campaigns.models import Campaign
from documents.models import IssuedFile
from reports.enums import Audience, FailureReason, ReportState, ReportStep
from reports.models.snapshot import Snapshot

STALLED_AFTER = timedelta(seconds=45)
MAX_ATTEMPTS = 3


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Person) -> Self:
        """Leadership, and the division that drafts the reports for it."""
        if is_of(user, UnitKind.LEADERSHIP, UnitKind.IMPORT_EXPORT):
            return self
        return self.none()

    def stalled(self, *, real_now: datetime) -> Self:
        """Return what a worker began and has not breathed on for a while."""
        return self.filter(
            Q(alive_at__isnull=True) | Q(alive_at__lte=real_now - STALLED_AFTER),
            state=ReportState.RUNNING,
        )


class Report(models.Model):
    """A summary report asked for by one person, made by the worker.

    ``attempt_count`` is also the ticket of the worker that makes it: whoever holds an
    older one has lost the report to another. ``alive_at`` is real time, as a worker's
    breath has nothing to do with the rehearsal clock; empty, it waits for a worker.
    """

    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        related_name="reports",
    )
    audience = models.CharField(
        _("addressed to"), max_length=10, choices=Audience.choices
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    requested_at = models.DateTimeField(_("requested at"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReportState.choices,
        default=ReportState.REQUESTED,
        editable=False,
    )
    progress_percent = models.PositiveSmallIntegerField(_("progress, %"), default=0)
    step = models.CharField(
        _("step"),
        max_length=10,
        choices=ReportStep.choices,
        default=ReportStep.WAITING,
        editable=False,
    )
    attempt_count = models.PositiveSmallIntegerField(_("tries"), default=0)
    alive_at = models.DateTimeField(_("worker last seen at"), null=True, blank=True)
    failure = models.CharField(
        _("why it failed"),
        max_length=12,
        choices=FailureReason.choices,
        blank=True,
        editable=False,
    )
    snapshot = models.ForeignKey(
        Snapshot,
        verbose_name=_("snapshot of figures"),
        on_delete=models.PROTECT,
        related_name="reports",
        null=True,
        blank=True,
    )
    files = models.ManyToManyField(
        IssuedFile, verbose_name=_("files"), related_name="reports", blank=True
    )
    ready_at = models.DateTimeField(_("ready at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary report")
        verbose_name_plural = _("summary reports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ready_is_complete",
                condition=Q(
                    state="ready", ready_at__isnull=False, snapshot__isnull=False
                )
                | ~Q(state="ready") & Q(ready_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_failed_has_reason",
                condition=~Q(state="failed") | ~Q(failure=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_progress_is_percent",
                condition=Q(progress_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()} {self.requested_at:%d/%m/%Y %H:%M}"
