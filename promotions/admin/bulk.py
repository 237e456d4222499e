"""Taking one step with many dossiers: each by itself, and what failed by name."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from promotions.admin.steps import REFUSALS, Step
from promotions.models import Promotion

FAILURES_TOLD = 10


def take_all(request: HttpRequest, step: Step, promotions: QuerySet[Promotion]) -> int:
    """Take the step with each; tell what failed and why; return how many went well.

    Each dossier has a transaction of its own, so one that is refused stops no other.
    """
    assert isinstance(request.user, User)
    count, failures = 0, []
    for promotion in promotions.order_by("pk"):
        try:
            step.take(promotion, by=request.user)
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
