"""The steps an officer can take with a dossier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from promotions import workflow
from promotions.admin.forms import ConfirmationForm, ReasonForm
from promotions.admin.supplement import SupplementForm
from promotions.enums import PromotionForm, PromotionState as State
from promotions.models import Promotion
from promotions.permissions import may_review

REFUSALS = (
    TransitionNotAllowed,
    ReasonMissing,
    workflow.LawRefuses,
    workflow.AppealRefused,
)


@dataclass(frozen=True)
class Step:
    """A verb with its button. ``code`` stands in the address of its page.

    ``mail`` is the notice the merchant gets; it is shown before it is sent.
    """

    code: str
    label: Promise
    done: Promise
    verb: Callable[..., Promotion]
    from_states: frozenset[State]
    form: type[forms.Form] | None = None
    starts_from_findings: bool = False
    mail: str = ""
    is_for: Callable[[Promotion], bool] = lambda promotion: True

    def take(self, promotion: Promotion, *, by: User, **facts: Any) -> Promotion:
        """Take the step now; raises one of ``REFUSALS``."""
        return self.verb(promotion, by=by, at=now(), **facts)

    @property
    def name(self) -> str:
        """The name of the verb, as events and canned reasons have it."""
        return self.verb.__name__

    def is_open(self, promotion: Promotion) -> bool:
        return promotion.state in self.from_states and self.is_for(promotion)


STEPS = {
    step.code: step
    for step in (
        Step(
            "tiep-nhan",
            gettext_lazy("Receive"),
            gettext_lazy("The dossier %(reference)s is received."),
            workflow.receive,
            frozenset({State.SUBMITTED}),
        ),
        Step(
            "cong-bo",
            gettext_lazy("Publish"),
            gettext_lazy("The promotion %(reference)s stands in the register."),
            workflow.publish,
            frozenset({State.RECEIVED}),
        ),
        Step(
            "xac-nhan",
            gettext_lazy("Note the confirmation"),
            gettext_lazy("The confirmation of %(reference)s is noted."),
            workflow.record_confirmation,
            workflow.CONFIRMABLE,
            form=ConfirmationForm,
            is_for=lambda promotion: PromotionForm.LUCKY_DRAW in promotion.forms,
        ),
        Step(
            "de-nghi-sua",
            gettext_lazy("Ask for changes"),
            gettext_lazy("The merchant is asked to change the dossier %(reference)s."),
            workflow.ask_for_changes,
            frozenset({State.SUBMITTED, State.RECEIVED}),
            form=SupplementForm,
            mail="changes_asked",
            starts_from_findings=True,
        ),
        Step(
            "tu-choi",
            gettext_lazy("Refuse publication"),
            gettext_lazy("The promotion %(reference)s is not published."),
            workflow.refuse,
            frozenset({State.SUBMITTED, State.NEEDS_CHANGES, State.RECEIVED}),
            form=ReasonForm,
            mail="refused",
        ),
        Step(
            "tam-dung",
            gettext_lazy("Suspend"),
            gettext_lazy("The promotion %(reference)s is suspended."),
            workflow.suspend,
            frozenset({State.PUBLISHED}),
            form=ReasonForm,
            mail="suspended",
        ),
        Step(
            "khoi-phuc",
            gettext_lazy("Lift the suspension"),
            gettext_lazy("The promotion %(reference)s is published again."),
            workflow.resume,
            frozenset({State.SUSPENDED}),
            form=ReasonForm,
            mail="resumed",
        ),
        Step(
            "go-khoi-danh-muc",
            gettext_lazy("Remove from the register"),
            gettext_lazy("The promotion %(reference)s is removed from the register."),
            workflow.delist,
            frozenset({State.PUBLISHED, State.SUSPENDED}),
            form=ReasonForm,
            mail="delisted",
        ),
    )
}


def open_steps(user: Any, promotion: Promotion) -> list[Step]:
    """Return what this person can do with the dossier as it stands."""
    if not may_review(user):
        return []
    return [step for step in STEPS.values() if step.is_open(promotion)]
