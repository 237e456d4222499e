from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.models import Unit
from complaints.enums import SellerAnswer
from complaints.models.complaint import Complaint, last_day_before
from complaints.models.one_time_link import OneTimeLink


class SellerRequestQuerySet(models.QuerySet["SellerRequest"]):
    def waiting(self) -> Self:
        return self.filter(answered_at__isnull=True, replaced_at__isnull=True)

    def overdue(self, *, at: datetime) -> Self:
        """Return those the seller has not answered within the term of the law."""
        return self.waiting().filter(due_at__lte=at)

    def promised(self) -> Self:
        return self.filter(answer_kind=SellerAnswer.PROMISE)

    def to_be_checked(self, *, today: date) -> Self:
        """Return the promises whose day is over and that nobody was asked about."""
        return self.promised().filter(promised_on__lt=today, checked_at__isnull=True)


@pghistory.track(model_name="SellerRequestRevision")
class SellerRequest(models.Model):
    """What a unit asks the seller about a complaint, and what the seller answers.

    ``shares_contact`` is frozen when the request leaves: the complainant agreed, or
    did not. ``kept`` is what the complainant says of a promise after its day.
    Legal source: Law 19/2023/QH15, Article 57.2 (seven working days).
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="seller_requests",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.EmailField(_("e-mail of the seller"))
    text = models.TextField(_("what the seller is asked"))
    shares_contact = models.BooleanField(_("names the person"))
    link = models.OneToOneField(
        OneTimeLink,
        verbose_name=_("one-time link"),
        on_delete=models.PROTECT,
        related_name="seller_request",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    sent_at = models.DateTimeField(_("sent at"))
    due_at = models.DateTimeField(_("due at"))
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer_kind = models.CharField(
        _("answer of the seller"),
        max_length=10,
        choices=SellerAnswer.choices,
        blank=True,
    )
    answer = models.TextField(_("words of the seller"), blank=True)
    promised_on = models.DateField(_("promised for"), null=True, blank=True)
    check_link = models.OneToOneField(
        OneTimeLink,
        verbose_name=_("link to ask the person"),
        on_delete=models.PROTECT,
        related_name="promise",
        null=True,
        blank=True,
    )
    checked_at = models.DateTimeField(
        _("person asked about the promise at"), null=True, blank=True
    )
    is_kept = models.BooleanField(_("promise kept"), null=True, blank=True)
    kept_told_at = models.DateTimeField(_("told at"), null=True, blank=True)

    objects = SellerRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to the seller")
        verbose_name_plural = _("requests to sellers")
        ordering = ["pk"]
        indexes = [
            models.Index(
                name="seller_request_waiting",
                fields=["due_at"],
                condition=Q(answered_at__isnull=True, replaced_at__isnull=True),
            ),
            models.Index(
                name="seller_promise_unchecked",
                fields=["promised_on"],
                condition=Q(answer_kind="promise", checked_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_waits",
                fields=["complaint"],
                condition=Q(answered_at__isnull=True, replaced_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_answered_has_kind",
                condition=Q(answered_at__isnull=True, answer_kind="", answer="")
                | Q(answered_at__isnull=False) & ~Q(answer_kind="") & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_promise_has_day",
                condition=Q(answer_kind="promise", promised_on__isnull=False)
                | ~Q(answer_kind="promise") & Q(promised_on__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kept_is_told",
                condition=Q(is_kept__isnull=True, kept_told_at__isnull=True)
                | Q(is_kept__isnull=False, kept_told_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} → {self.recipient}"

    @property
    def due_on(self) -> date:
        return last_day_before(self.due_at)

    @property
    def tells_contact(self) -> bool:
        """Whether the seller may read who reports: then, and still."""
        return self.shares_contact and self.complaint.tells_seller

    def is_overdue(self, *, at: datetime) -> bool:
        is_waiting = self.answered_at is None and self.replaced_at is None
        return is_waiting and at >= self.due_at
