"""The buttons of a set of routing rules: which verb each calls, and in which state."""

from django.utils.translation import gettext_lazy as _

from complaints.admin.state_steps import StateStep
from complaints.enums import RoutingState as State
from complaints.models import RoutingSet
from complaints.routing import changing

RoutingStep = StateStep[RoutingSet]
STEPS = {
    step.code: step
    for step in (
        RoutingStep(
            code="de-xuat",
            label=_("Propose"),
            done=_("A second person can now put the rules in force."),
            from_states=frozenset({State.DRAFT}),
            take=lambda s, by, at, reason: changing.propose(s, by=by, at=at),
        ),
        RoutingStep(
            code="ap-dung",
            label=_("Put in force"),
            done=_("The rules are in force from now on."),
            from_states=frozenset({State.PROPOSED}),
            take=lambda s, by, at, reason: changing.activate(s, by=by, at=at),
        ),
        RoutingStep(
            code="tra-lai",
            label=_("Give back to be edited"),
            done=_("The rules can be edited again."),
            from_states=frozenset({State.PROPOSED}),
            take=lambda s, by, at, reason: changing.send_back(
                s, by=by, at=at, reason=reason
            ),
            needs_reason=True,
        ),
        RoutingStep(
            code="bo",
            label=_("Drop the change"),
            done=_("The change is dropped; nothing was put in force."),
            from_states=frozenset({State.DRAFT, State.PROPOSED}),
            take=lambda s, by, at, reason: changing.drop(
                s, by=by, at=at, reason=reason
            ),
            needs_reason=True,
        ),
    )
}
