"""The life of an inspection: planned, under way, concluded or cancelled."""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import Lifecycle
from accounts.models import User
from complaints import workflow as complaint_workflow
from inspections.concluding import NotConcludable, problems_with_conclusion
from inspections.enums import InspectionState as State
from inspections.models import Inspection

LIFE = Lifecycle(
    model=Inspection,
    table={
        State.PLANNED: frozenset({State.UNDER_WAY, State.CANCELLED}),
        State.UNDER_WAY: frozenset({State.CONCLUDED, State.CANCELLED}),
        State.CONCLUDED: frozenset(),
        State.CANCELLED: frozenset(),
    },
    needs_reason=frozenset({State.CANCELLED}),
)


def begin(inspection: Inspection, *, by: User | None, at: datetime) -> Inspection:
    return LIFE.move(inspection, State.UNDER_WAY, verb="begin", by=by, at=at)


def conclude(
    inspection: Inspection,
    *,
    outcome: str,
    notice: str,
    by: User | None,
    at: datetime,
) -> Inspection:
    """Conclude and tell every linked complainant, also those of closed complaints.

    They are told ``notice`` and nothing else: no officer's name, no figure the
    officer did not write. Raises ``NotConcludable`` or ``TransitionNotAllowed``; then
    nobody is told anything. Of two that conclude at once only the first tells.
    """
    notice = notice.strip()
    with transaction.atomic():
        locked = LIFE.lock(inspection)
        if LIFE.allows(locked.state, State.CONCLUDED):
            problems = problems_with_conclusion(
                locked, outcome=outcome, notice=notice, at=at
            )
            if problems:
                raise NotConcludable(problems)
        concluded = LIFE.move(
            locked,
            State.CONCLUDED,
            verb="conclude",
            by=by,
            at=at,
            facts={"outcome": outcome, "complaints": locked.complaints.count()},
            changes={"outcome": outcome, "outcome_notice": notice, "concluded_at": at},
        )
        if notice:
            _tell_complainants(concluded, by=by, at=at)
    return concluded


def cancel(
    inspection: Inspection, *, reason: str, by: User | None, at: datetime
) -> Inspection:
    return LIFE.move(
        inspection, State.CANCELLED, verb="cancel", reason=reason, by=by, at=at
    )


def _tell_complainants(
    inspection: Inspection, *, by: User | None, at: datetime
) -> None:
    """Tell each linked complaint once, in the transaction of the conclusion."""
    for complaint in inspection.complaints.order_by("pk"):
        complaint_workflow.tell(
            complaint,
            by=by,
            at=at,
            verb="inspection_concluded",
            text=inspection.outcome_notice,
        )
