"""Claiming a code without an account: one a person, never more than there are.

One statement counts the code, stores it and appends the line of the ledger. It locks the
row of the pool, so codes leave it one after the other and the ledger is a chain; why
there is none is looked up only afterwards.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from notifications.outbox import enqueue
from promotions.enums import ClaimState, LedgerKind, PoolState, PromotionState
from promotions.models import CodeClaim, CodePool
from promotions.shopping_codes import codes, ledger

# The hash is that of ``ledger.entry_hash``; a test compares the two.
_ISSUE = """
WITH given AS (
  UPDATE promotions_codepool p
  SET issued = p.issued + 1, sequence = p.sequence + 1,
      head_hash = encode(sha256(convert_to(concat_ws('|', p.head_hash, p.sequence + 1,
        'issued', %(digest)s::text, %(moment)s::text), 'UTF8')), 'hex')
  WHERE p.id = %(pool)s AND p.state = 'open' AND p.issued < p.quota
    AND p.opens_at <= %(at)s AND p.closes_at > %(at)s
    AND (p.promotion_id IS NULL OR EXISTS (SELECT 1 FROM promotions_promotion m
         WHERE m.id = p.promotion_id AND m.state = 'published'))
  RETURNING p.id, p.sequence, p.head_hash
), line AS (
  INSERT INTO promotions_ledgerentry
    (pool_id, sequence, kind, code_digest, happened_at, entry_hash)
  SELECT id, sequence, 'issued', %(digest)s, %(at)s, head_hash FROM given
), made AS (
  INSERT INTO promotions_codeclaim
    (pool_id, code, claimant, request_key, status, claimed_at)
  SELECT id, %(code)s, %(claimant)s, %(key)s::uuid, 'held', %(at)s FROM given
  RETURNING id
)
SELECT id FROM made
"""
_TOLD = ("title", "benefit", "expires_at", "quota", "issued")


class Availability(StrEnum):
    NOT_OPEN = "not_open"
    OPEN = "open"
    GONE = "gone"
    CLOSED = "closed"
    STOPPED = "stopped"


class NoCode(Exception):
    """Raised where no code is given; says in which state the pool is."""

    def __init__(self, availability: Availability) -> None:
        super().__init__(f"No code: {availability.value}.")
        self.availability = availability


@dataclass(frozen=True)
class Claimed:
    """``is_new`` is false where the person has had a code of this pool before.

    Then the code is not shown, only sent again to the address: who types somebody
    else's address learns that it has a code, and not which.
    """

    claim: CodeClaim
    is_new: bool


def availability(pool: CodePool, *, at: datetime) -> Availability:
    """Return what a visitor is told of the pool at this moment."""
    promotion = pool.promotion
    is_held_up = promotion is not None and promotion.state != PromotionState.PUBLISHED
    if pool.state == PoolState.STOPPED or is_held_up:
        return Availability.STOPPED
    if at < pool.opens_at:
        return Availability.NOT_OPEN
    if at >= pool.closes_at:
        return Availability.CLOSED
    return Availability.OPEN if pool.left > 0 else Availability.GONE


def claim(pool_id: int, *, email: str, key: UUID, at: datetime) -> Claimed:
    """Give the person a code of the pool. Raises ``NoCode`` and ``CodePool.DoesNotExist``.

    ``key`` is that of the form: the same post sent twice shows the same code.
    """
    claimant = codes.claimant_of(email)
    pool = CodePool.objects.only(*_TOLD).get(pk=pool_id)
    code = codes.new_code()
    made = CodeClaim(
        pool=pool, code=code, claimant=claimant, request_key=key, claimed_at=at
    )
    if pool.left > 0:
        try:
            with transaction.atomic():
                # The mail first: from the statement on, everybody else waits.
                _send(made, email, event_key=f"code:{code}:claimed")
                if _issue(made):
                    return Claimed(made, is_new=True)
                transaction.set_rollback(True)
        except IntegrityError:
            pass  # the person has one already
    return _claimed_before(pool_id, claimant, email=email, key=key, at=at)


def _claimed_before(
    pool_id: int, claimant: str, *, email: str, key: UUID, at: datetime
) -> Claimed:
    """Return the code the person holds, sent once more. Raises ``NoCode``."""
    earlier = _held(pool_id, claimant)
    if earlier is None:
        pool = CodePool.objects.select_related("promotion").get(pk=pool_id)
        found = availability(pool, at=at)
        # The last code may have come back since; who is refused may simply try again.
        raise NoCode(Availability.GONE if found == Availability.OPEN else found)
    if earlier.request_key == key:
        return Claimed(earlier, is_new=True)
    with transaction.atomic():
        _send(earlier, email, event_key=f"code:{earlier.code}:{at:%Y%m%d%H}")
    return Claimed(earlier, is_new=False)


def give_back(claim: CodeClaim, *, at: datetime) -> bool:
    """Return a code that was not used; it can be claimed by somebody else at once."""
    with transaction.atomic():
        pool = CodePool.objects.select_for_update().get(pk=claim.pool_id)
        mine = CodeClaim.objects.filter(pk=claim.pk, status=ClaimState.HELD)
        if at >= pool.expires_at or not mine.update(
            status=ClaimState.RETURNED, ended_at=at
        ):
            return False
        ledger.append(pool, LedgerKind.RETURNED, claim.code, at=at)
        pool.issued -= 1
        pool.save(update_fields=["issued", "sequence", "head_hash"])
    return True


def send_again(email: str, *, at: datetime) -> int:
    """Mail the address all codes it holds; tells nobody whether there are any."""
    held = CodeClaim.objects.select_related("pool").filter(
        claimant=codes.claimant_of(email), status=ClaimState.HELD
    )
    count = 0
    for found in held:
        with transaction.atomic():
            _send(found, email, event_key=f"code:{found.code}:{at:%Y%m%d%H}")
        count += 1
    return count


def _issue(made: CodeClaim) -> bool:
    """Count, store and record the code in one statement; False where none is left."""
    values: dict[str, int | str | datetime] = {
        "pool": made.pool_id,
        "code": made.code,
        "claimant": made.claimant,
        "key": str(made.request_key),
        "digest": ledger.digest_of(made.code),
        "at": made.claimed_at,
        "moment": made.claimed_at.astimezone(UTC).strftime(ledger.FORMAT),
    }
    with connection.cursor() as cursor:
        cursor.execute(_ISSUE, values)
        row = cursor.fetchone()
    if row is None:
        return False
    made.pk = row[0]
    return True


def _held(pool_id: int, claimant: str) -> CodeClaim | None:
    return (
        CodeClaim.objects.filter(pool=pool_id, claimant=claimant)
        .exclude(status=ClaimState.RETURNED)
        .select_related("pool")
        .first()
    )


def _send(claim: CodeClaim, email: str, *, event_key: str) -> None:
    enqueue(
        "promotions/mail/code",
        event_key=event_key,
        recipient=email.strip(),
        context={"claim": claim, "token": codes.token_of(claim.code)},
        is_urgent=False,  # a copy of what the page shows; the sweep takes it along
    )
