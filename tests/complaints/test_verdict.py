from datetime import datetime, timedelta

import pytest

from accounts.lifecycle import ReasonMissing
from complaints import duplicates, verdict
from complaints.enums import Verdict
from complaints.models import Complaint
from complaints.timeline import timeline
from notifications.models import Notice
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.workflow import resume
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory
from tests.complaints.test_workflow_races import race
from tests.promotions.factories import PromotionFactory

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
HOUR = timedelta(hours=1)


@pytest.fixture
def promotion(db):
    UnitFactory(trade_management=True)
    promotion = PromotionFactory(published=True)
    promotion.campaign.suspend_after_reports = 2
    promotion.campaign.save()
    return promotion


def judged(complaint, found=Verdict.CONFIRMED, at=AT):
    return verdict.judge(
        complaint, verdict=found, reason="Đã kiểm tra.", by=None, at=at
    )


def reported(promotion):
    return ComplaintFactory(promotion=promotion)


def state_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).state


def test_finding_is_recorded_and_told_in_the_course(db):
    officer = UserFactory(trade_management=True)
    complaint = verdict.judge(
        ComplaintFactory(),
        verdict=Verdict.UNFOUNDED,
        reason="Giá đúng.",
        by=officer,
        at=AT,
    )

    assert (complaint.verdict, complaint.verdict_at) == ("unfounded", AT)
    event = complaint.events.get()
    assert (event.by, event.reason) == (officer, "Giá đúng.")
    assert timeline(complaint)[-1].text == "Giá đúng."


def test_finding_needs_a_reason(db):
    with pytest.raises(ReasonMissing):
        verdict.judge(
            ComplaintFactory(), verdict=Verdict.CONFIRMED, reason=" ", by=None, at=AT
        )


def test_promotion_is_suspended_by_the_report_that_makes_it_enough(promotion):
    judged(reported(promotion))
    assert state_of(promotion) == PromotionState.PUBLISHED

    judged(reported(promotion))

    assert state_of(promotion) == PromotionState.SUSPENDED
    event = promotion.events.get(verb="suspend")
    assert (event.by, event.actor) == (None, "portal")
    assert event.reason.startswith("2 ")


def test_merchant_and_division_are_told_once(promotion):
    for _ in range(3):
        judged(reported(promotion))

    merchant = Notice.objects.filter(template="promotions/mail/suspended")
    division = Notice.objects.get(template="complaints/mail/promotion_hidden")
    assert merchant.exists()
    assert division.recipient == "qltm@don-vi.example"
    assert promotion.reference in division.body


@pytest.mark.parametrize("found", [Verdict.UNFOUNDED, Verdict.UNCLEAR])
def test_other_findings_do_not_count(promotion, found):
    judged(reported(promotion))
    judged(reported(promotion), found)

    assert state_of(promotion) == PromotionState.PUBLISHED


def test_finding_that_was_changed_no_longer_counts(promotion):
    first = judged(reported(promotion))
    judged(first, Verdict.UNFOUNDED)
    judged(reported(promotion))

    assert state_of(promotion) == PromotionState.PUBLISHED


def test_report_judged_twice_counts_once(promotion):
    complaint = reported(promotion)
    judged(complaint)
    judged(complaint)

    assert state_of(promotion) == PromotionState.PUBLISHED


def test_zero_switches_it_off(promotion):
    promotion.campaign.suspend_after_reports = 0
    promotion.campaign.save()

    for _ in range(3):
        judged(reported(promotion))

    assert state_of(promotion) == PromotionState.PUBLISHED


def test_reports_of_before_a_lifted_suspension_do_not_count_again(promotion):
    for _ in range(2):
        judged(reported(promotion))
    resume(promotion, by=None, at=AT + HOUR, reason="Đã sửa giá.")

    judged(reported(promotion), at=AT + 2 * HOUR)
    assert state_of(promotion) == PromotionState.PUBLISHED
    judged(reported(promotion), at=AT + 3 * HOUR)
    assert state_of(promotion) == PromotionState.SUSPENDED


def test_ended_promotion_is_left_alone(db):
    UnitFactory(trade_management=True)
    ended = PromotionFactory(published=True, state=PromotionState.ENDED, closed_at=AT)
    ended.campaign.suspend_after_reports = 1
    ended.campaign.save()

    judged(reported(ended))

    assert state_of(ended) == PromotionState.ENDED


def test_followers_are_judged_with_their_lead_case(promotion):
    lead, follower = reported(promotion), reported(promotion)
    duplicates.link(follower, lead, by=None, at=AT)

    judged(lead)

    assert set(Complaint.objects.values_list("verdict", flat=True)) == {"confirmed"}
    assert timeline(follower)[-1].text == "Đã kiểm tra."
    assert state_of(promotion) == PromotionState.SUSPENDED


@pytest.mark.django_db(transaction=True)
def test_two_findings_at_once_are_both_counted():
    UnitFactory(trade_management=True)
    promotion = PromotionFactory(published=True)
    promotion.campaign.suspend_after_reports = 2
    promotion.campaign.save()
    first, second = reported(promotion), reported(promotion)

    race(lambda: judged(first), lambda: judged(second))

    assert state_of(promotion) == PromotionState.SUSPENDED
    assert promotion.events.filter(verb="suspend").count() == 1


def test_leading_officer_records_the_finding_on_the_page(client, promotion):
    complaint = reported(promotion)
    part = ReferralFactory(complaint=complaint, lead=True)
    client.force_login(UserFactory(unit=part.unit))
    url = f"/quan-tri/complaints/complaint/{complaint.pk}/buoc/ket-luan/"

    client.post(url, {"verdict": "confirmed", "reason": "Đã kiểm tra."})

    complaint.refresh_from_db()
    assert complaint.verdict == Verdict.CONFIRMED
