from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from complaints.enums import FeedbackKind
from complaints.models.complaint import Complaint


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def to_decide(self) -> Self:
        """Return the requests to reopen that nobody has decided."""
        return self.filter(kind=FeedbackKind.REOPEN, decided_at__isnull=True)


@pghistory.track(model_name="FeedbackRevision")
class Feedback(models.Model):
    """What the complainant thinks of one result: once for each closing.

    A request to reopen is decided by the unit that leads, with a reason.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="feedback",
    )
    result_of = models.DateTimeField(_("about the result of"))
    kind = models.CharField(_("opinion"), max_length=12, choices=FeedbackKind.choices)
    text = models.TextField(_("words of the person"), blank=True)
    given_at = models.DateTimeField(_("given at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    is_reopened = models.BooleanField(_("reopened"), null=True, blank=True)
    decision = models.TextField(_("reason of the decision"), blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_a_result",
                fields=["complaint", "result_of"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_request_says_why",
                condition=~Q(kind="reopen") | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decided_with_reason",
                condition=Q(
                    decided_at__isnull=True, is_reopened__isnull=True, decision=""
                )
                | Q(
                    kind="reopen",
                    decided_at__isnull=False,
                    is_reopened__isnull=False,
                )
                & ~Q(decision=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.get_kind_display()}"
