"""Taking one step with many dossiers: each by itself, and what failed by name."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.admin_bulk import one_by_one
from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from promotions import workflow
from promotions.models import Promotion

FAILURES_TOLD = 10
REFUSALS = (
    TransitionNotAllowed,
    ReasonMissing,
    workflow.LawRefuses,
    workflow.HeldByAnother,
)


def take_all(
    request: HttpRequest,
    verb: Callable[..., Promotion],
    promotions: QuerySet[Promotion],
) -> int:
    """Take the step with each; tell what failed and why; return how many went well.

    Each dossier has a transaction of its own, so one that is refused stops no other.
    """
    user = request.user
    assert isinstance(user, User)
    outcomes = one_by_one(
        promotions.order_by("pk"),
        lambda promotion: verb(promotion, by=user, at=now()),
        refusals=REFUSALS,
    )
    failures = [one for one in outcomes if one.refusal]
    for failure in failures[:FAILURES_TOLD]:
        messages.error(request, f"{failure.record.reference}: {failure.refusal}")
    if len(failures) > FAILURES_TOLD:
        more = len(failures) - FAILURES_TOLD
        messages.error(request, _("And %(count)s more failed.") % {"count": more})
    return len(outcomes) - len(failures)
