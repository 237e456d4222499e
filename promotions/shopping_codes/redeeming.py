"""Redeeming a code at the till: once, by a merchant it is meant for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from accounts.models import User
from promotions.enums import ClaimState, LedgerKind, PromotionState
from promotions.models import CodeClaim, CodePool, Merchant
from promotions.shopping_codes import codes, ledger

HELD_UP = frozenset({PromotionState.SUSPENDED, PromotionState.DELISTED})


class Verdict(StrEnum):
    """What the till is told; only ``VALID`` and ``DONE`` are good news."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    USED = "used"
    RETURNED = "returned"
    TOO_LATE = "too_late"
    NOT_VALID = "not_valid"
    VALID = "valid"
    DONE = "done"


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    claim: CodeClaim | None = None

    @property
    def is_good(self) -> bool:
        return self.verdict in {Verdict.VALID, Verdict.DONE}


def look(text: str, *, merchant: Merchant, at: datetime) -> Answer:
    """Say whether ``merchant`` may redeem the code, without changing anything."""
    claim = _find(text)
    if claim is None:
        return Answer(Verdict.UNKNOWN)
    return Answer(_verdict(claim, merchant, at=at), claim)


def redeem(
    text: str, *, merchant: Merchant, by: User, key: UUID, at: datetime
) -> Answer:
    """Redeem the code; of two tills at once one is first, the other learns when.

    ``key`` is that of the form or of the till's queue: the same post sent twice is told
    «done» twice. A code of somebody else's promotion says no more than that.
    """
    claim = _find(text)
    if claim is None:
        return Answer(Verdict.UNKNOWN)
    with transaction.atomic():
        pool = CodePool.objects.select_for_update().get(pk=claim.pool_id)
        claim = _find(text)
        assert claim is not None
        if claim.redemption_key == key and claim.redeemed_for_id == merchant.pk:
            return Answer(Verdict.DONE, claim)
        verdict = _verdict(claim, merchant, at=at)
        if verdict != Verdict.VALID:
            return Answer(verdict, claim)
        claim.status = ClaimState.REDEEMED
        claim.ended_at, claim.redeemed_for = at, merchant
        claim.ended_by, claim.redemption_key = by, key
        claim.save()
        ledger.append(pool, LedgerKind.REDEEMED, claim.code, at=at)
        pool.redeemed += 1
        pool.save(update_fields=["redeemed", "sequence", "head_hash"])
    return Answer(Verdict.DONE, claim)


def _find(text: str) -> CodeClaim | None:
    """Find the code typed, or the one that a QR text names."""
    code = codes.normalise(text.strip().split(".")[0])
    if not code:
        return None
    return (
        CodeClaim.objects.select_related("pool__promotion__merchant", "redeemed_for")
        .filter(code=code)
        .first()
    )


def _verdict(claim: CodeClaim, merchant: Merchant, *, at: datetime) -> Verdict:
    pool = claim.pool
    promotion = pool.promotion
    if promotion is None:
        takes_part = merchant.promotions.filter(
            state=PromotionState.PUBLISHED, starts_at__lte=at, ends_at__gt=at
        ).exists()
        if not takes_part:
            return Verdict.NOT_YOURS
    elif promotion.merchant_id != merchant.pk:
        return Verdict.NOT_YOURS
    if claim.status == ClaimState.REDEEMED:
        return Verdict.USED
    if claim.status == ClaimState.RETURNED:
        return Verdict.RETURNED
    if at >= pool.expires_at:
        return Verdict.TOO_LATE
    if promotion is not None and promotion.state in HELD_UP:
        return Verdict.NOT_VALID
    return Verdict.VALID
