"""A run: listed by a dry run, proposed by one person, approved by another, carried out.

The list of the dry run never grows. When it is carried out every report is judged
again: what was reopened, held or given a longer term since then is left alone. Each
report is a transaction of its own, so a killed worker leaves whole reports only, and
whoever takes the run up goes on with the next.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

import structlog

from accounts.lifecycle import Lifecycle, TransitionNotAllowed, record_first
from accounts.models import User
from complaints import notices, tasks
from complaints.enums import RetentionResult as Result, RetentionState as State
from complaints.models import Complaint, RetentionItem, RetentionRun
from complaints.retention.burying import bury
from complaints.retention.due import due, past_their_rule, rule_now
from complaints.retention.holds import reasons_against
from complaints.retention.refusals import NothingDue, RunStands, SamePerson
from complaints.retention.rules import Rules, rules_in_force
from complaints.workflow import COMPLAINT
from notifications.doorbell import ring

log = structlog.get_logger(__name__)

BATCH = 50
LIFE = Lifecycle(
    RetentionRun,
    table={
        State.PREPARED: frozenset({State.PROPOSED, State.REFUSED}),
        State.PROPOSED: frozenset({State.APPROVED, State.REFUSED}),
        State.APPROVED: frozenset({State.DONE, State.REFUSED}),
        State.DONE: frozenset(),
        State.REFUSED: frozenset(),
    },
    needs_reason=frozenset({State.REFUSED}),
)


@transaction.atomic
def prepare(*, by: User | None, at: datetime) -> RetentionRun:
    """Make the dry run: list what is due, and change nothing.

    Raises ``RunStands`` while another run is open and ``NothingDue``.
    """
    if RetentionRun.objects.open().exists():
        raise RunStands
    rules = rules_in_force()
    found = due(rules, at=at)
    count = found.count()
    if not count:
        raise NothingDue
    run = _opened(
        due_count=count,
        held_count=past_their_rule(rules, at=at).count() - count,
        prepared_at=at,
        prepared_by=by,
    )
    listed = found.select_related("category")[: run.most]
    RetentionItem.objects.bulk_create(_items(run, listed, rules))
    record_first(run, verb="prepare", by=by, at=at, facts={"due": count})
    return run


def _opened(**facts: Any) -> RetentionRun:
    """Return a new run, unless another was made since there was none."""
    try:
        with transaction.atomic():
            return RetentionRun.objects.create(
                most=settings.RETENTION_MOST_A_RUN, **facts
            )
    except IntegrityError as error:
        raise RunStands from error


@transaction.atomic
def propose_monthly(*, at: datetime) -> RetentionRun | None:
    """Make the dry run and tell Trade Management; people decide everything else."""
    try:
        run = prepare(by=None, at=at)
    except (RunStands, NothingDue):
        return None
    notices.tell_retention_prepared(run)
    return run


def propose(run: RetentionRun, *, by: User, at: datetime) -> RetentionRun:
    """Hand the list to a second person."""
    return LIFE.move(
        run,
        State.PROPOSED,
        verb="propose",
        by=by,
        at=at,
        changes={"proposed_at": at, "proposed_by": by},
    )


@transaction.atomic
def approve(run: RetentionRun, *, by: User, at: datetime) -> RetentionRun:
    """Let the worker carry the run out. Raises ``SamePerson``."""
    locked = LIFE.lock(run)
    if not LIFE.allows(locked.state, State.APPROVED):
        raise TransitionNotAllowed(locked, locked.state, State.APPROVED)
    if locked.proposed_by_id == by.pk:
        raise SamePerson
    approved = LIFE.move(
        locked,
        State.APPROVED,
        verb="approve",
        by=by,
        at=at,
        changes={"approved_at": at, "approved_by": by},
    )
    ring(tasks.bury_approved)
    return approved


def refuse(run: RetentionRun, *, reason: str, by: User, at: datetime) -> RetentionRun:
    """Give the run up, also in the middle; what is buried already stays so."""
    return LIFE.move(
        run,
        State.REFUSED,
        verb="refuse",
        by=by,
        at=at,
        reason=reason,
        changes={"ended_at": at},
    )


def carry_out(*, at: datetime) -> int:
    """Go on with the approved run for one batch; return how many reports were judged.

    Safe to be called twice at once and again after a kill.
    """
    run = RetentionRun.objects.filter(state=State.APPROVED).first()
    judged = 0
    while run is not None and judged < BATCH and _next(run, at=at):
        judged += 1
    if judged == BATCH:
        ring(tasks.bury_approved)
    return judged


def _next(run: RetentionRun, *, at: datetime) -> bool:
    """Judge one report; False where the run is over, refused or has nothing left."""
    item = run.items.waiting().order_by("pk").first()
    if item is None:
        _end(run, at=at)
        return False
    try:
        with transaction.atomic():
            if LIFE.lock(run).state != State.APPROVED:
                return False
            _judge(item, run, at=at)
    except Exception as error:  # one report must not stop the others
        _fail(item, type(error).__name__, at=at)
    return True


def _judge(item: RetentionItem, run: RetentionRun, *, at: datetime) -> None:
    """Bury the report if it is still due; the run is locked, so nobody else does."""
    if not run.items.waiting().filter(pk=item.pk).exists():
        return
    complaint = COMPLAINT.lock(item.complaint)
    rule = None if complaint.is_buried else rule_now(complaint, at=at)
    if rule is None:
        reasons = reasons_against(complaint, at=at)
        _close(item, Result.SKIPPED, "; ".join(reasons), at=at)
        return
    bury(complaint, run=run, rule=rule, at=at)
    _close(item, Result.BURIED, "", at=at)


def _close(item: RetentionItem, result: Result, reason: str, *, at: datetime) -> None:
    RetentionItem.objects.filter(pk=item.pk, result=Result.WAITING).update(
        result=result, reason=reason[:200], ended_at=at
    )


def _fail(item: RetentionItem, kind: str, *, at: datetime) -> None:
    """Keep the kind of the error only: a database quotes the whole row in its words."""
    log.error("retention_failed", complaint=item.complaint_id, error=kind)
    _close(item, Result.FAILED, kind, at=at)


def _end(run: RetentionRun, *, at: datetime) -> None:
    with transaction.atomic():
        locked = LIFE.lock(run)
        if locked.state != State.APPROVED or locked.items.waiting().exists():
            return
        LIFE.move(
            locked, State.DONE, verb="end", by=None, at=at, changes={"ended_at": at}
        )
    log.info("retention_done", run=run.pk, count=run.tombstones.count())


def _items(
    run: RetentionRun, complaints: Iterable[Complaint], rules: Rules
) -> list[RetentionItem]:
    return [
        RetentionItem(run=run, complaint=one, rule=rule)
        for one in complaints
        if (rule := rules.of(one)) is not None
    ]
