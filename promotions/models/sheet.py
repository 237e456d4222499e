from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent, User
from accounts.permissions import Person, is_officer
from promotions.enums import SheetMode, SheetPolicy, SheetState
from promotions.models.promotion import Promotion

MAX_ATTEMPTS = 3
DROPPED_AFTER = timedelta(seconds=90)


class SheetJobQuerySet(models.QuerySet["SheetJob"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see sheets of what was submitted; merchants their own."""
        if is_officer(user):
            return self.filter(promotion__submitted_at__isnull=False)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def unfinished(self) -> Self:
        return self.filter(state__in=[SheetState.WAITING, SheetState.RUNNING])

    def stalled(self, *, real_now: datetime) -> Self:
        """Return what a worker began and gave no sign of life of since."""
        return self.filter(state=SheetState.RUNNING).filter(
            Q(alive_at__isnull=True) | Q(alive_at__lt=real_now - DROPPED_AFTER)
        )


class SheetJob(models.Model):
    """One item sheet on its way into a dossier.

    ``file`` and ``marked_file`` are names in the private storage, emptied when the file
    is deleted. ``samples`` are the first rows with errors and ``remarks`` the first of
    the others with something to say, as the page shows them. ``returned_count`` is how
    many of the wrong rows are in the marked file.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="sheet_jobs",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    filename = models.CharField(_("file name"), max_length=150)
    file = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size_bytes = models.BigIntegerField(_("size, bytes"))
    mode = models.CharField(_("what to do"), max_length=10, choices=SheetMode.choices)
    policy = models.CharField(
        _("when rows are wrong"), max_length=10, choices=SheetPolicy.choices
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SheetState.choices,
        default=SheetState.WAITING,
    )
    attempt_count = models.PositiveSmallIntegerField(default=0)
    ticket = models.PositiveIntegerField(default=0, db_default=0)
    alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    expected_count = models.PositiveIntegerField(_("rows expected"), default=0)
    read_count = models.PositiveIntegerField(_("rows read"), default=0)
    accepted_count = models.PositiveIntegerField(_("rows accepted"), default=0)
    wrong_count = models.PositiveIntegerField(_("rows with errors"), default=0)
    duplicate_count = models.PositiveIntegerField(_("rows that stand twice"), default=0)
    warning_count = models.PositiveIntegerField(_("points to check"), default=0)
    problem = models.TextField(_("why the file was refused"), blank=True)
    samples = models.JSONField(default=list)
    remarks = models.JSONField(default=list, db_default=[])
    unread_headings = models.JSONField(default=list, db_default=[])
    marked_file = models.CharField(max_length=120, blank=True)
    returned_count = models.PositiveIntegerField(default=0, db_default=0)
    language = models.CharField(max_length=5, default="vi", db_default="vi")

    objects = SheetJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("item sheet")
        verbose_name_plural = _("item sheets")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_at_a_time",
                fields=["promotion"],
                condition=Q(state__in=["waiting", "running"]),
            ),
        ]
        indexes = [
            models.Index(
                name="sheet_job_unfinished",
                fields=["state", "alive_at"],
                condition=Q(state__in=["waiting", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.uploaded_at):%H:%M %d/%m/%Y}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in {SheetState.WAITING, SheetState.RUNNING}

    @property
    def progress_percent(self) -> int:
        """How far the rows are read, up to 95; storing is the rest."""
        if not self.is_unfinished:
            return 100
        return min(95, self.read_count * 95 // max(self.expected_count, 1))


class SheetJobEvent(StateEvent):
    record = models.ForeignKey(
        SheetJob,
        verbose_name=_("item sheet"),
        on_delete=models.PROTECT,
        related_name="events",
    )
