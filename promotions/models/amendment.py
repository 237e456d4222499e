from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent, User
from accounts.permissions import Person, is_officer
from promotions.enums import AmendmentState
from promotions.models.promotion import Promotion

UNDECIDED = frozenset({AmendmentState.DRAFT, AmendmentState.SUBMITTED})


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see what was sent; merchants what is theirs."""
        if is_officer(user):
            return self.filter(submitted_at__isnull=False)
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def undecided(self) -> Self:
        return self.filter(state__in=UNDECIDED)

    def accepted(self) -> Self:
        return self.filter(state=AmendmentState.ACCEPTED)


class Amendment(models.Model):
    """A change of an announced promotion, proposed by its merchant.

    ``proposal`` is a record of promotions that is never public by itself. Until the
    answer it holds what is proposed; when that is accepted the two change places, and
    it holds what was announced before. ``base_saved_at`` is the state of the promotion
    the proposal was copied from. Legal source: Decree 81/2018/NĐ-CP, Article 20.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="amendments",
    )
    number = models.PositiveSmallIntegerField(_("number"))
    proposal = models.OneToOneField(
        Promotion,
        verbose_name=_("proposal"),
        on_delete=models.PROTECT,
        related_name="amendment",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=AmendmentState.choices,
        default=AmendmentState.DRAFT,
        editable=False,
    )
    reason = models.TextField(_("why it is changed"), blank=True)
    filing_ref = models.CharField(
        _("dossier code of the amendment at the public-service portal"),
        max_length=60,
        blank=True,
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    base_saved_at = models.DateTimeField(editable=False)
    started_at = models.DateTimeField(_("started at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["promotion", "number"]
        indexes = [
            models.Index(name="amendment_queue", fields=["state", "submitted_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_number_once",
                fields=["promotion", "number"],
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_at_a_time",
                fields=["promotion"],
                condition=Q(state__in=["draft", "submitted"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_answered_with_its_moments",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(state="submitted", submitted_at__isnull=False)
                | Q(submitted_at__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.proposal.reference


class AmendmentEvent(StateEvent):
    record = models.ForeignKey(
        Amendment,
        verbose_name=_("amendment"),
        on_delete=models.PROTECT,
        related_name="events",
    )
