"""Taking one step with many dossiers: each by itself, and what failed by name."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

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
    assert isinstance(request.user, User)
    count, failures = 0, []
    for promotion in promotions.order_by("pk"):
        try:
            verb(promotion, by=request.user, at=now())
        except REFUSALS as refusal:
            failures.append(f"{promotion.reference}: {refusal.message}")
        else:
            count += 1
    for failure in failures[:FAILURES_TOLD]:
        messages.error(request, failure)
    if len(failures) > FAILURES_TOLD:
        more = len(failures) - FAILURES_TOLD
        messages.error(request, _("And %(count)s more failed.") % {"count": more})
    return count
