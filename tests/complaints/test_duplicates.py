from datetime import datetime, timedelta

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from complaints import duplicates, workflow
from complaints.enums import ComplaintState, ReferralState
from complaints.models import Complaint, Referral
from complaints.refusals import CannotFollow, NotLinked
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import (
    HCM,
    RECEIVED_AT,
    ComplaintFactory,
    ReferralFactory,
)
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
DAYS = timedelta(days=1)


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def suggested(complaint, by):
    return [one.complaint for one in duplicates.suggest(complaint, by=by)]


def linked(lead, follower, at=AT):
    return duplicates.link(follower, lead, by=None, at=at)


def test_same_promotion_is_suggested_whatever_the_name(officer):
    promotion = PromotionFactory()
    one = ComplaintFactory(promotion=promotion, seller_name="Shop A")
    other = ComplaintFactory(promotion=promotion, seller_name="Cửa hàng B")
    ComplaintFactory(seller_name="Chợ khác")

    assert suggested(one, officer) == [other]


def test_seller_is_found_without_marks_and_the_likest_story_first(officer):
    one = ComplaintFactory(seller_name="Điện máy Xứ Thanh", story="Giá gốc bị nâng lên")
    unlike = ComplaintFactory(
        seller_name="dien may xu thanh", story="Giao thiếu hộp", demand=""
    )
    alike = ComplaintFactory(
        seller_name="ĐIỆN MÁY XỨ THANH chi nhánh 2", story="gia goc bi nang len 2 lần"
    )

    assert suggested(one, officer) == [alike, unlike]


@pytest.mark.parametrize(
    ("distance", "count"),
    [(14 * DAYS, 1), (-14 * DAYS, 1), (15 * DAYS, 0), (-15 * DAYS, 0)],
)
def test_only_two_weeks_around_are_looked_at(officer, distance, count):
    one = ComplaintFactory()
    ComplaintFactory(received_at=RECEIVED_AT + distance)

    assert len(suggested(one, officer)) == count


def test_what_follows_already_is_not_suggested(officer):
    lead, follower, fresh = (ComplaintFactory() for _ in range(3))
    linked(lead, follower)

    assert suggested(fresh, officer) == [lead]


def test_unit_is_suggested_only_what_it_may_see():
    part = ReferralFactory(support=True)
    ComplaintFactory()

    assert suggested(part.complaint, UserFactory(unit=part.unit)) == []


def test_suggesting_costs_the_same_for_few_and_many(officer, django_assert_num_queries):
    promotion = PromotionFactory()
    merchant = promotion.merchant
    one = ComplaintFactory(promotion=promotion, merchant=merchant)
    for count in (1, 3):
        for _ in range(count):
            ComplaintFactory(promotion=promotion, merchant=merchant)
        with django_assert_num_queries(3):
            duplicates.suggest(one, by=officer)


def test_link_is_recorded_and_can_be_undone(officer):
    lead, follower = ComplaintFactory(), ComplaintFactory()
    linked(lead, follower)
    assert [c.pk for c in lead.followers.all()] == [follower.pk]

    duplicates.unlink(follower, reason="Khác mặt hàng.", by=officer, at=AT)

    assert lead.followers.count() == 0
    assert [e.facts["lead"] for e in follower.events.all()] == [lead.pk, lead.pk]
    assert timeline(follower)[-1].text == "Khác mặt hàng."


def test_follower_is_not_told_the_number_of_the_lead():
    lead, follower = ComplaintFactory(), ComplaintFactory()
    linked(lead, follower)

    text = repr(timeline(follower))

    assert lead.code not in text
    assert str(lead.pk) not in text.replace(str(AT.year), "")


def test_there_are_no_chains():
    lead, follower, third = (ComplaintFactory() for _ in range(3))
    linked(lead, follower)

    for a, b in ((follower, third), (third, lead), (lead, lead), (lead, follower)):
        with pytest.raises(CannotFollow):
            linked(a, b)


@pytest.mark.parametrize("is_lead_closed", [True, False])
def test_closed_reports_are_not_linked(is_lead_closed):
    closed, open_one = ComplaintFactory(resolved=True), ComplaintFactory()
    pair = (closed, open_one) if is_lead_closed else (open_one, closed)

    with pytest.raises(TransitionNotAllowed):
        linked(*pair)


def test_unlinking_needs_a_link_and_a_reason():
    lead, follower = ComplaintFactory(), ComplaintFactory()
    with pytest.raises(NotLinked):
        duplicates.unlink(follower, reason="x", by=None, at=AT)
    linked(lead, follower)
    with pytest.raises(ReasonMissing):
        duplicates.unlink(follower, reason=" ", by=None, at=AT)


def close(verb, complaint):
    return verb(complaint, outcome="Đã hoàn tiền cho mọi người.", by=None, at=AT)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (workflow.resolve, ComplaintState.RESOLVED),
        (workflow.not_accept, ComplaintState.NOT_ACCEPTED),
    ],
)
def test_everybody_is_answered_when_the_lead_case_is_closed(verb, state):
    lead = ComplaintFactory(in_progress=True)
    followers = [
        ComplaintFactory(email=f"nguoi-{n}@thu.example", state=state_)
        for n, state_ in enumerate(("received", "in_progress"))
    ]
    part = ReferralFactory(complaint=followers[0], support=True)
    alone = ComplaintFactory()
    for follower in followers:
        linked(lead, follower)

    close(verb, lead)

    told = Notice.objects.filter(template="complaints/mail/closed")
    assert sorted(n.recipient for n in told) == [
        "nguoi-0@thu.example",
        "nguoi-1@thu.example",
        "nguoi-mua@thu.example",
    ]
    for follower in followers:
        follower.refresh_from_db()
        assert (follower.state, follower.outcome) == (
            state,
            "Đã hoàn tiền cho mọi người.",
        )
        assert follower.code in told.get(recipient=follower.email).body
        assert timeline(follower)[-1].text == "Đã hoàn tiền cho mọi người."
    part.refresh_from_db()
    assert part.state == ReferralState.CLOSED
    alone.refresh_from_db()
    assert alone.state == ComplaintState.RECEIVED


def test_withdrawn_lead_case_frees_those_that_followed():
    lead, follower = ComplaintFactory(), ComplaintFactory()
    linked(lead, follower)

    workflow.withdraw(lead, by=None, at=AT)

    follower.refresh_from_db()
    assert (follower.state, follower.lead_case) == (ComplaintState.RECEIVED, None)


def test_follower_can_be_withdrawn_alone():
    lead, follower = ComplaintFactory(), ComplaintFactory()
    linked(lead, follower)

    workflow.withdraw(follower, by=None, at=AT)

    assert Complaint.objects.get(pk=lead.pk).state == ComplaintState.RECEIVED


def test_officer_links_from_the_suggestions_or_by_number(client, officer):
    client.force_login(officer)
    lead, first, second = (ComplaintFactory() for _ in range(3))
    for one in (lead, first, second):
        ReferralFactory(complaint=one, lead=True)
    base = "/quan-tri/complaints/complaint/"
    shown = client.get(f"{base}{first.pk}/change/")
    assert lead in [one.complaint for one in shown.context["suggestions"]]

    client.post(f"{base}{first.pk}/buoc/gop/", {"suggested": lead.pk})
    client.post(f"{base}{second.pk}/buoc/gop/", {"number": lead.pk})

    assert {one.pk for one in lead.followers.all()} == {first.pk, second.pk}
    page = client.get(f"{base}{lead.pk}/change/")
    assert {one.pk for one in page.context["followers"]} == {first.pk, second.pk}


@pytest.mark.parametrize("typed", [{}, {"number": 999_999}, {"number": "x"}])
def test_unknown_number_is_said(client, officer, typed):
    client.force_login(officer)
    part = ReferralFactory(lead=True)

    page = client.post(
        f"/quan-tri/complaints/complaint/{part.complaint_id}/buoc/gop/", typed
    )

    assert set(page.context["form"].errors) == {"number"}
    assert Referral.objects.get().complaint.lead_case is None
