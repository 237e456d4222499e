"""Who had a piece of evidence in hand: one entry for each time, never taken back."""

from datetime import datetime, timedelta

from accounts.lifecycle import PUBLIC, SYSTEM, actor_of
from accounts.models import User
from complaints.models import CustodyEntry, Evidence
from complaints.models.evidence import CustodyAct

ONE_LOOK = timedelta(hours=1)


def record(
    evidence: Evidence,
    act: CustodyAct,
    *,
    at: datetime,
    by: User | None = None,
    actor: str = "",
    reason: str = "",
) -> None:
    CustodyEntry.objects.create(
        evidence=evidence,
        act=act,
        by=by,
        actor=actor or (actor_of(by) if by else SYSTEM),
        reason=reason,
        happened_at=at,
    )


def record_stored(evidence: list[Evidence], *, at: datetime, by: User | None) -> None:
    CustodyEntry.objects.bulk_create(
        CustodyEntry(
            evidence=piece,
            act=CustodyAct.STORED,
            by=by,
            actor=actor_of(by) if by else PUBLIC,
            happened_at=at,
        )
        for piece in evidence
    )


def record_look(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Note who looked at the picture; a page opened again within the hour is one look."""
    looked = evidence.custody.filter(
        act=CustodyAct.VIEWED, by=by, happened_at__gt=at - ONE_LOOK, happened_at__lte=at
    )
    if not looked.exists():
        record(evidence, CustodyAct.VIEWED, by=by, at=at)
