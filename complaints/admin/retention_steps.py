"""The buttons of a deletion run: which verb each calls, and in which state."""

from django.utils.translation import gettext_lazy as _

from complaints.admin.state_steps import StateStep
from complaints.enums import RetentionState as State
from complaints.models import RetentionRun
from complaints.retention import running

RetentionStep = StateStep[RetentionRun]
STEPS = {
    step.code: step
    for step in (
        RetentionStep(
            code="de-xuat",
            label=_("Propose the deletion"),
            warning=_("You say that the list is right. Nothing is deleted yet."),
            done=_("A second person can now approve the deletion."),
            from_states=frozenset({State.PREPARED}),
            take=lambda run, by, at, reason: running.propose(run, by=by, at=at),
        ),
        RetentionStep(
            code="duyet",
            label=_("Approve the deletion"),
            warning=_(
                "The personal data of these reports, their files and messages are "
                "deleted for ever. Each report is judged once more before; what is held "
                "or open again by then is left alone. The figures do not change."
            ),
            done=_("The deletion is approved and begins within some minutes."),
            from_states=frozenset({State.PROPOSED}),
            take=lambda run, by, at, reason: running.approve(run, by=by, at=at),
        ),
        RetentionStep(
            code="khong-duyet",
            label=_("Refuse or stop"),
            warning=_(
                "The list is given up. What was deleted already cannot be brought back."
            ),
            done=_("The run is given up; nothing more is deleted."),
            from_states=frozenset({State.PREPARED, State.PROPOSED, State.APPROVED}),
            take=lambda run, by, at, reason: running.refuse(
                run, reason=reason, by=by, at=at
            ),
            needs_reason=True,
        ),
    )
}
