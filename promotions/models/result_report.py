from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import StateEvent, User
from accounts.permissions import Person, is_of_department, is_officer
from documents.models import FileKind, IssuedFile
from promotions.enums import ResultState
from promotions.models.promotion import Promotion


class ResultReportQuerySet(models.QuerySet["ResultReport"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see what was ever sent; merchants what is theirs."""
        if is_officer(user):
            return self.filter(first_sent_at__isnull=False)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def handed_in(self) -> Self:
        """Return what stands with the Division, looked at or not."""
        return self.filter(state__in=[ResultState.SENT, ResultState.RECEIVED])


class ResultReport(models.Model):
    """What became of the prizes of a registered promotion, told by its merchant.

    ``first_sent_at`` says whether it came in time, ``sent_at`` is the version that
    counts. Legal source: Decree 81/2018/NĐ-CP, Article 21 and form 07.
    """

    promotion = models.OneToOneField(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="result_report",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ResultState.choices,
        default=ResultState.DRAFT,
        editable=False,
    )
    sales_vnd = models.BigIntegerField(
        _("sales during the promotion"), null=True, blank=True
    )
    note = models.TextField(_("remarks and proposals"), blank=True)
    started_at = models.DateTimeField(_("started at"))
    saved_at = models.DateTimeField(_("saved at"))
    first_sent_at = models.DateTimeField(_("first sent at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ResultReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of the result")
        verbose_name_plural = _("reports of results")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(name="result_report_queue", fields=["state", "sent_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sent_with_its_moments",
                condition=Q(state="draft")
                | Q(state="sent", first_sent_at__isnull=False, sent_at__isnull=False)
                | Q(
                    first_sent_at__isnull=False,
                    sent_at__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sales_not_negative",
                condition=Q(sales_vnd__isnull=True) | Q(sales_vnd__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.promotion.reference


class ResultReportEvent(StateEvent):
    record = models.ForeignKey(
        ResultReport,
        verbose_name=_("report of the result"),
        on_delete=models.PROTECT,
        related_name="events",
    )


class ResultLine(models.Model):
    """A registered prize, and how many of it were given; None is not said yet."""

    report = models.ForeignKey(
        ResultReport,
        verbose_name=_("report of the result"),
        on_delete=models.CASCADE,
        related_name="lines",
    )
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("prize"), max_length=200)
    quantity = models.PositiveIntegerField(_("number of prizes"))
    value_vnd = models.BigIntegerField(_("value of one prize"))
    given_count = models.PositiveIntegerField(_("prizes given"), null=True, blank=True)

    class Meta:
        verbose_name = _("prize of a report")
        verbose_name_plural = _("prizes of reports")
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_position_once",
                fields=["report", "position"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_more_than_registered",
                condition=Q(given_count__isnull=True)
                | Q(given_count__lte=F("quantity")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResultVersionQuerySet(models.QuerySet["ResultVersion"]):
    def visible_to(self, user: Person) -> Self:
        """The Department sees every version; merchants those of their own reports."""
        if is_of_department(user):
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(report__promotion__merchant__members__user=user)


class ResultVersion(models.Model):
    """A report as it was sent; the database refuses to change or delete it."""

    report = models.ForeignKey(
        ResultReport,
        verbose_name=_("report of the result"),
        on_delete=models.PROTECT,
        related_name="versions",
    )
    number = models.PositiveSmallIntegerField(_("submission no."))
    sent_at = models.DateTimeField(_("sent at"))
    facts = models.JSONField(_("content"))

    objects = ResultVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a report")
        verbose_name_plural = _("versions of reports")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_number_once",
                fields=["report", "number"],
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_sent", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"


class ResultPaper(models.Model):
    """Form 07 of a version as it was issued, once as each kind of file."""

    version = models.ForeignKey(
        ResultVersion,
        verbose_name=_("version of a report"),
        on_delete=models.PROTECT,
        related_name="papers",
    )
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind.choices)
    file = models.OneToOneField(
        IssuedFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("paper of a report")
        verbose_name_plural = _("papers of reports")
        ordering = ["version", "kind"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_issued_once",
                fields=["version", "kind"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.kind}"
