from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import StateEvent, User
from accounts.permissions import Person, is_officer
from promotions.enums import ClaimState, LedgerKind, PoolState
from promotions.models.merchant import Merchant
from promotions.models.promotion import PUBLIC_STATES, Promotion


class CodePoolQuerySet(models.QuerySet["CodePool"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see every pool; merchants those of their promotions."""
        if is_officer(user):
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def public(self) -> Self:
        """Return the pools everyone may see: those whose promotion is public."""
        return self.filter(
            Q(promotion__isnull=True) | Q(promotion__state__in=PUBLIC_STATES)
        )


class CodePool(models.Model):
    """A number of shopping codes of one promotion, or of the whole province.

    ``issued`` counts the codes that are out now: claimed and not returned. Times are
    half-open: claimed in ``[opens_at, closes_at)``, redeemed before ``expires_at``.
    ``head_hash`` and ``sequence`` are the end of the pool's ledger.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="code_pools",
        null=True,
        blank=True,
        help_text=_(
            "Empty: a code of the Department, for all merchants that take part."
        ),
    )
    title = models.CharField(_("title"), max_length=150)
    benefit = models.CharField(
        _("what the code gives"),
        max_length=250,
        help_text=_("For instance: 50.000 ₫ off an order of 300.000 ₫ or more."),
    )
    terms = models.TextField(_("conditions"), max_length=3_000)
    quota = models.PositiveIntegerField(_("how many codes"))
    issued = models.PositiveIntegerField(_("codes that are out"), default=0)
    redeemed = models.PositiveIntegerField(_("codes redeemed"), default=0)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    expires_at = models.DateTimeField(_("to be redeemed until"))
    state = models.CharField(
        _("state"), max_length=10, choices=PoolState.choices, default=PoolState.OPEN
    )
    created_at = models.DateTimeField(_("created at"))
    sequence = models.PositiveIntegerField(default=0, editable=False)
    head_hash = models.CharField(max_length=64, default="0" * 64, editable=False)

    objects = CodePoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pool of shopping codes")
        verbose_name_plural = _("pools of shopping codes")
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_never_over_issued",
                condition=Q(issued__lte=F("quota")) & Q(redeemed__lte=F("issued")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_quota_positive",
                condition=Q(quota__gte=1),
                violation_error_message=_("There is at least one code."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_times_in_order",
                condition=Q(opens_at__lt=F("closes_at"))
                & Q(closes_at__lte=F("expires_at")),
                violation_error_message=_(
                    "Codes close after they open, and are redeemed until then or later."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("code_pool", args=[self.pk])

    @property
    def left(self) -> int:
        return self.quota - self.issued


class CodePoolEvent(StateEvent):
    record = models.ForeignKey(
        CodePool,
        verbose_name=_("pool of shopping codes"),
        on_delete=models.PROTECT,
        related_name="events",
    )


class CodeClaim(models.Model):
    """One code and what became of it; who claimed it is known only as a keyed hash."""

    pool = models.ForeignKey(
        CodePool,
        verbose_name=_("pool of shopping codes"),
        on_delete=models.PROTECT,
        related_name="claims",
        db_index=False,
    )
    code = models.CharField(_("code"), max_length=24, unique=True)
    claimant = models.CharField(max_length=64)
    request_key = models.UUIDField()
    # The ledger is the history of a claim, so it has a status and no states with events.
    status = models.CharField(
        _("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.HELD
    )
    claimed_at = models.DateTimeField(_("claimed at"))
    ended_at = models.DateTimeField(_("redeemed or returned at"), null=True)
    redeemed_for = models.ForeignKey(
        Merchant,
        verbose_name=_("redeemed at"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("redeemed by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )
    redemption_key = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("shopping code")
        verbose_name_plural = _("shopping codes")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="code_claim_claimant", fields=["claimant"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_a_person",
                fields=["pool", "claimant"],
                condition=~Q(status="returned"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_redeemed_somewhere",
                condition=Q(status="redeemed", redeemed_for__isnull=False)
                | (~Q(status="redeemed") & Q(redeemed_for__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LedgerEntry(models.Model):
    """One line of a pool's public ledger; each hash holds the one before.

    ``code_digest`` is the SHA-256 of the code, so that its holder can find it and
    nobody else learns it. The database refuses to change or delete a line.
    """

    pool = models.ForeignKey(
        CodePool,
        verbose_name=_("pool of shopping codes"),
        on_delete=models.PROTECT,
        related_name="ledger",
        db_index=False,
    )
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=LedgerKind.choices)
    code_digest = models.CharField(max_length=64)
    happened_at = models.DateTimeField()
    entry_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("line of a ledger")
        verbose_name_plural = _("lines of a ledger")
        ordering = ["pool", "sequence"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_in_order", fields=["pool", "sequence"]
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.pool_id}/{self.sequence}"
