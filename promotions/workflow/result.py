"""Reporting the result: sent by the merchant, received or sent back by the Division.

Until it is received the merchant may take it up again and correct it; each sending is
a version of its own. Every verb locks the promotion first, as ``result.writing`` does.

Legal source: Decree 81/2018/NĐ-CP, Article 21.
"""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import Lifecycle, TransitionNotAllowed, record_step
from accounts.models import User
from promotions.enums import ResultState as State
from promotions.models import Promotion, ResultReport
from promotions.notices import tell_merchant, tell_trade_management
from promotions.papers.result_versions import freeze_result
from promotions.result.writing import ResultIncomplete, objections
from promotions.workflow.life import LIFE, in_the_name_of

RESULT_LIFE = Lifecycle(
    model=ResultReport,
    table={
        State.DRAFT: frozenset({State.SENT}),
        State.SENT: frozenset({State.RECEIVED, State.RETURNED, State.DRAFT}),
        State.RETURNED: frozenset({State.SENT}),
        State.RECEIVED: frozenset(),
    },
    needs_reason=frozenset({State.RETURNED}),
)


def send_result(report: ResultReport, *, by: User | None, at: datetime) -> ResultReport:
    """Send the report as it is written. Raises ``ResultIncomplete``."""
    with transaction.atomic():
        promotion = LIFE.lock(report.promotion)
        locked = RESULT_LIFE.lock(report)
        if not RESULT_LIFE.allows(locked.state, State.SENT):
            raise TransitionNotAllowed(locked, locked.state, State.SENT)
        hindering = objections(promotion, list(locked.lines.all()), at=at)
        if hindering:
            raise ResultIncomplete(hindering)
        sent = RESULT_LIFE.move(
            locked,
            State.SENT,
            verb="send_result",
            by=by,
            at=at,
            actor=in_the_name_of(promotion, by),
            changes={
                "first_sent_at": locked.first_sent_at or at,
                "sent_at": at,
                "decided_at": None,
            },
        )
        freeze_result(sent, at=at)
        actor = in_the_name_of(promotion, by)
        record_step(promotion, verb="send_result", by=by, at=at, actor=actor)
        tell_merchant(promotion, "result_sent")
        tell_trade_management(promotion, "result_to_review", report=sent)
    return sent


def correct_result(
    report: ResultReport, *, by: User | None, at: datetime
) -> ResultReport:
    """Take a report up again that nobody has received; what was sent stays on record."""
    with transaction.atomic():
        promotion = LIFE.lock(report.promotion)
        actor = in_the_name_of(promotion, by)
        taken = RESULT_LIFE.move(
            report, State.DRAFT, verb="correct_result", by=by, at=at, actor=actor
        )
        record_step(promotion, verb="correct_result", by=by, at=at, actor=actor)
    return taken


def receive_result(
    report: ResultReport, *, by: User | None, at: datetime
) -> ResultReport:
    with transaction.atomic():
        promotion = LIFE.lock(report.promotion)
        received = RESULT_LIFE.move(
            report,
            State.RECEIVED,
            verb="receive_result",
            by=by,
            at=at,
            changes={"decided_at": at},
        )
        record_step(promotion, verb="receive_result", by=by, at=at)
        tell_merchant(promotion, "result_received")
    return received


def return_result(
    report: ResultReport, *, by: User | None, at: datetime, reason: str
) -> ResultReport:
    """Send the report back, and say what is to be put right."""
    with transaction.atomic():
        promotion = LIFE.lock(report.promotion)
        returned = RESULT_LIFE.move(
            report,
            State.RETURNED,
            verb="return_result",
            by=by,
            at=at,
            reason=reason,
            changes={"decided_at": at},
        )
        record_step(promotion, verb="return_result", by=by, at=at, reason=reason)
        tell_merchant(promotion, "result_returned")
    return returned


def remind_of_result(
    promotion: Promotion, *, due: str, by: User | None, at: datetime
) -> None:
    """Remind the merchant, once, before the last day ``due``."""
    _tell_once(promotion, "remind_of_result", "result_due", due=due, by=by, at=at)


def press_for_result(
    promotion: Promotion, *, due: str, by: User | None, at: datetime
) -> None:
    """Tell the merchant, once, that the term ended with the day ``due``."""
    _tell_once(promotion, "press_for_result", "result_overdue", due=due, by=by, at=at)


def _tell_once(
    promotion: Promotion,
    verb: str,
    template: str,
    *,
    due: str,
    by: User | None,
    at: datetime,
) -> None:
    """The event stands for the mail: what has one was told."""
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if not locked.events.filter(verb=verb).exists():
            record_step(locked, verb=verb, by=by, at=at)
            tell_merchant(locked, template, due=due)
