"""When a merchant may ask that a decision be looked at again, and until when.

This is the portal's own review, beside the complaint that the Law on Complaints gives
everyone. Its term is a legal fact of the portal, which the Division may change.
"""

from datetime import datetime

from django.utils import timezone

from campaigns.working_days import end_of_working_day_after
from promotions.enums import PromotionState as State
from promotions.law.book import LawBook
from promotions.models import Appeal, Promotion, PromotionEvent

DECISIONS = {
    State.REFUSED: "refuse",
    State.SUSPENDED: "suspend",
    State.DELISTED: "delist",
}


def decision_of(promotion: Promotion) -> PromotionEvent | None:
    """Return the decision under which the promotion stands now, if it is against it."""
    verb = DECISIONS.get(State(promotion.state))
    if verb is None:
        return None
    return promotion.events.filter(verb=verb).select_related("by").last()


def closes_at(decision: PromotionEvent) -> datetime:
    """Return the moment from which the decision can no longer be appealed against.

    The term is that in force on the day of the decision.
    """
    day = timezone.localdate(decision.happened_at)
    days = int(LawBook.on(day).number("appeal_working_days"))
    return end_of_working_day_after(decision.happened_at, days)


def open_until(promotion: Promotion, *, at: datetime) -> datetime | None:
    """Return until when an appeal may be filed, or None where it may not."""
    decision = decision_of(promotion)
    if decision is None or Appeal.objects.filter(decision=decision).exists():
        return None
    end = closes_at(decision)
    return end if at < end else None


def undecided(promotion: Promotion) -> Appeal | None:
    return promotion.appeals.undecided().select_related("decision").first()
