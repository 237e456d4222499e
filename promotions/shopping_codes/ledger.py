"""The public ledger of a pool: a chain of hashes anyone can work out again.

The hash of a line is the SHA-256 of «hash before|sequence|kind|code digest|time», the
time in UTC as ``2024-11-29T02:00:00.000000Z``; the first line follows 64 zeros.
``quota = issued + left`` holds at every line.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from promotions.enums import LedgerKind
from promotions.models import CodePool, LedgerEntry

START = "0" * 64
FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def digest_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def entry_hash(
    before: str, sequence: int, kind: str, code_digest: str, at: datetime
) -> str:
    moment = at.astimezone(UTC).strftime(FORMAT)
    line = f"{before}|{sequence}|{kind}|{code_digest}|{moment}"
    return hashlib.sha256(line.encode()).hexdigest()


def append(pool: CodePool, kind: LedgerKind, code: str, *, at: datetime) -> None:
    """Append a line to the ledger of a pool whose row this transaction has locked.

    The caller saves ``sequence`` and ``head_hash`` of the pool.
    """
    pool.sequence += 1
    digest = digest_of(code)
    pool.head_hash = entry_hash(pool.head_hash, pool.sequence, kind, digest, at)
    LedgerEntry.objects.bulk_create(
        [
            LedgerEntry(
                pool=pool,
                sequence=pool.sequence,
                kind=kind,
                code_digest=digest,
                happened_at=at,
                entry_hash=pool.head_hash,
            )
        ]
    )


@dataclass(frozen=True)
class Audit:
    """What the ledger of a pool says, beside what the pool says of itself."""

    lines: int
    issued: int
    redeemed: int
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems


def audit(pool: CodePool) -> Audit:
    """Work the chain out again and compare it with the pool and its codes."""
    issued = redeemed = lines = 0
    before, problems = START, list[str]()
    for entry in _entries(pool):
        lines += 1
        expected = entry_hash(
            before, lines, entry.kind, entry.code_digest, entry.happened_at
        )
        if entry.sequence != lines or entry.entry_hash != expected:
            problems.append(
                f"line {entry.sequence} does not follow from line {lines - 1}"
            )
            break
        before = expected
        issued += (entry.kind == LedgerKind.ISSUED) - (
            entry.kind == LedgerKind.RETURNED
        )
        redeemed += entry.kind == LedgerKind.REDEEMED
        if not 0 <= issued <= pool.quota:
            problems.append(f"line {lines}: {issued} codes are out of {pool.quota}")
    if not problems and (lines, before) != (pool.sequence, pool.head_hash):
        problems.append("the pool names another last line")
    if not problems and (issued, redeemed) != (pool.issued, pool.redeemed):
        problems.append("the pool counts other numbers than its ledger")
    return Audit(lines, issued, redeemed, tuple(problems))


def _entries(pool: CodePool) -> Iterator[LedgerEntry]:
    return pool.ledger.order_by("sequence").iterator(chunk_size=5_000)
