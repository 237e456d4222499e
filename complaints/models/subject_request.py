from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pghistory
from phonenumber_field.modelfields import PhoneNumberField

from accounts.permissions import Person, is_of_trade_management
from complaints.enums import RefusalGround, SubjectRequestKind
from complaints.models.complaint import Complaint


class SubjectRequestQuerySet(models.QuerySet["SubjectRequest"]):
    def visible_to(self, user: Person) -> Self:
        """Trade Management answers for the data of those who report."""
        return self if is_of_trade_management(user) else self.none()

    def waiting(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def overdue(self, *, at: datetime) -> Self:
        return self.waiting().filter(due_at__lte=at)


@pghistory.track(model_name="SubjectRequestRevision")
class SubjectRequest(models.Model):
    """What somebody who reported asks about their own data, and what was decided.

    ``full_name``, ``phone`` and ``email`` are what a correction is to put in place;
    empty leaves a value as it is. ``due_at`` is the first moment that is too late.
    Legal source: Decree 13/2023/NĐ-CP, Articles 9, 14, 15 and 16 (in force 01/07/2023):
    72 hours by the clock, on days off as well.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="subject_requests",
    )
    kind = models.CharField(
        _("what is asked"), max_length=12, choices=SubjectRequestKind.choices
    )
    text = models.TextField(_("words of the person"), blank=True)
    full_name = models.CharField(_("correct full name"), max_length=150, blank=True)
    phone = PhoneNumberField(_("correct phone"), blank=True)
    email = models.EmailField(_("correct e-mail"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    due_at = models.DateTimeField(_("due at"))
    late_told_at = models.DateTimeField(
        _("head told of the delay at"), null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    is_granted = models.BooleanField(_("granted"), null=True, blank=True)
    ground = models.CharField(
        _("legal ground of the refusal"),
        max_length=12,
        choices=RefusalGround.choices,
        blank=True,
    )
    decision = models.TextField(_("reason of the decision"), blank=True)

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                name="subject_request_waiting",
                fields=["due_at"],
                condition=Q(decided_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_waits",
                fields=["complaint", "kind"],
                condition=Q(decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_due_after_asked",
                condition=Q(due_at__gt=F("asked_at")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decided_with_reason",
                condition=Q(
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    is_granted__isnull=True,
                    ground="",
                    decision="",
                )
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    is_granted__isnull=False,
                )
                & ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_refused_on_a_ground",
                condition=~Q(is_granted=False) & Q(ground="")
                | Q(is_granted=False) & ~Q(ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}: {self.get_kind_display()}"

    def is_overdue(self, *, at: datetime) -> bool:
        return self.decided_at is None and at >= self.due_at

    @property
    def corrections(self) -> dict[str, Any]:
        """What a correction is to put in place, by the name of the field."""
        wanted = {
            "full_name": self.full_name,
            "phone": self.phone,
            "email": self.email,
        }
        return {name: value for name, value in wanted.items() if value}
