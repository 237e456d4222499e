from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Person, is_officer
from promotions.enums import AppealOutcome
from promotions.models.event import PromotionEvent
from promotions.models.promotion import Promotion


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see all; merchants what is theirs."""
        if is_officer(user):
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def undecided(self) -> Self:
        return self.filter(decided_at__isnull=True)


class Appeal(models.Model):
    """A merchant asks that a decision be looked at again, by another officer.

    One decision (an event of the promotion) is appealed against once. The appeal has
    no life of its own: its steps are events of the promotion.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="appeals",
    )
    decision = models.OneToOneField(
        PromotionEvent,
        verbose_name=_("decision"),
        on_delete=models.PROTECT,
        related_name="appeal",
    )
    reason = models.TextField(_("why the merchant asks"), max_length=4000)
    filed_at = models.DateTimeField(_("asked at"))
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=AppealOutcome.choices, blank=True
    )
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    decided_by = models.ForeignKey(
        User,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for review")
        verbose_name_plural = _("requests for review")
        ordering = ["filed_at", "pk"]
        indexes = [
            models.Index(
                name="appeal_undecided",
                fields=["promotion"],
                condition=Q(decided_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decided_as_a_whole",
                condition=Q(
                    outcome="",
                    answer="",
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                )
                | Q(
                    outcome__in=["upheld", "reversed"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                & ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return self.promotion.reference
