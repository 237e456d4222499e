from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent, User
from accounts.permissions import Person, is_officer
from promotions.enums import EarlyEndGround, EarlyEndState
from promotions.models.promotion import Promotion


class EarlyEndQuerySet(models.QuerySet["EarlyEnd"]):
    def visible_to(self, user: Person) -> Self:
        if is_officer(user):
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def waiting(self) -> Self:
        return self.filter(state=EarlyEndState.REQUESTED)

    def accepted(self) -> Self:
        return self.filter(state=EarlyEndState.ACCEPTED)


class EarlyEnd(models.Model):
    """A request, or an order, to stop a promotion before its announced end.

    What is announced may not be stopped at will. ``how_told`` says how and when the
    customers were informed; ``decided_at`` of an accepted one is when it ended.
    Legal source: Decree 81/2018/NĐ-CP, Article 22; Commercial Law 2005, Article 98.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="early_ends",
    )
    ground = models.CharField(
        _("ground"), max_length=16, choices=EarlyEndGround.choices
    )
    explanation = models.TextField(_("explanation"))
    how_told = models.TextField(_("how and when customers were told"))
    proof_url = models.URLField(_("where it can be seen"), max_length=500, blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=EarlyEndState.choices,
        default=EarlyEndState.REQUESTED,
        editable=False,
    )
    requested_at = models.DateTimeField(_("asked for at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = EarlyEndQuerySet.as_manager()

    class Meta:
        verbose_name = _("early end")
        verbose_name_plural = _("early ends")
        ordering = ["-requested_at", "-pk"]
        indexes = [
            models.Index(name="early_end_queue", fields=["state", "requested_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_that_counts",
                fields=["promotion"],
                condition=Q(state__in=["requested", "accepted"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decided_has_time",
                condition=Q(state="requested") | Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.promotion.reference


class EarlyEndEvent(StateEvent):
    record = models.ForeignKey(
        EarlyEnd,
        verbose_name=_("early end"),
        on_delete=models.PROTECT,
        related_name="events",
    )
