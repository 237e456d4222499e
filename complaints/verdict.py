"""What the leading unit finds of a report, and what follows for the promotion.

A promotion about which a campaign's number of reports were confirmed is suspended by
itself, with a reason for the merchant; the Trade Management Division is told and may lift
it. Reports confirmed before it was lifted do not count a second time.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from accounts.lifecycle import ReasonMissing, record_step
from accounts.models import User
from complaints import notices
from complaints.enums import Verdict
from complaints.models import Complaint
from complaints.retention.refusals import AlreadyBuried
from complaints.workflow import COMPLAINT
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.workflow import LIFE, suspend

DEFAULT_REPORTS = 3


@transaction.atomic
def judge(
    complaint: Complaint,
    *,
    verdict: Verdict,
    reason: str,
    by: User | None,
    at: datetime,
) -> Complaint:
    """Record what was found, for the report and for those that follow it."""
    if not reason.strip():
        raise ReasonMissing
    lead = COMPLAINT.lock(complaint)
    if lead.is_buried:
        raise AlreadyBuried
    for one in (lead, *lead.followers.order_by("pk")):
        locked = COMPLAINT.lock(one)
        locked.verdict, locked.verdict_at = verdict, at
        locked.save(update_fields=["verdict", "verdict_at"])
        record_step(
            locked,
            verb="judge",
            reason=reason,
            by=by,
            facts={"verdict": verdict},
            at=at,
        )
    if verdict == Verdict.CONFIRMED and lead.promotion is not None:
        hide_if_confirmed_often(lead.promotion, at=at)
    lead.refresh_from_db()
    return lead


def hide_if_confirmed_often(promotion: Promotion, *, at: datetime) -> bool:
    """Suspend the promotion where enough reports are confirmed; say whether it was.

    Of two verdicts at once the second waits for the row of the promotion and then
    counts the first one too.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        campaign = locked.campaign
        needed = campaign.suspend_after_reports if campaign else DEFAULT_REPORTS
        count = confirmed_count(locked)
        if locked.state != PromotionState.PUBLISHED or not 0 < needed <= count:
            return False
        with override(settings.LANGUAGE_CODE):
            reason = gettext(
                "%(count)s reports of consumers about this promotion were confirmed. "
                "It is suspended until the Trade Management Division has examined it."
            ) % {"count": count}
        hidden = suspend(locked, by=None, at=at, reason=reason)
        notices.tell_hidden(hidden, reason=reason)
    return True


def confirmed_count(promotion: Promotion) -> int:
    """Count the reports confirmed since a suspension was last lifted."""
    confirmed = Complaint.objects.filter(promotion=promotion, verdict=Verdict.CONFIRMED)
    lifted = promotion.events.filter(verb="resume").order_by("-happened_at").first()
    if lifted is not None:
        confirmed = confirmed.filter(verdict_at__gt=lifted.happened_at)
    return confirmed.count()
