"""A decision is looked at again once, in its term, by another officer."""

from datetime import datetime, timedelta

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from notifications.models import Notice
from promotions import workflow
from promotions.appeals import closes_at, decision_of, open_until
from promotions.enums import PromotionState as State
from promotions.models import Appeal, LegalFact, Promotion
from promotions.story import story
from tests.accounts.factories import UnitFactory, UserFactory
from tests.promotions.factories import (
    HCM,
    MerchantMemberFactory,
    PromotionFactory,
)
from tests.promotions.test_workflow_races import race

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 20, 9, tzinfo=HCM)
LAST = datetime(2024, 12, 5, tzinfo=HCM)
"""The end of the tenth working day after a decision of 20/11/2024."""
WHY = "Giá niêm yết đúng"
DECISIONS = {
    "refuse": ("received", State.REFUSED, State.RECEIVED),
    "suspend": ("published", State.SUSPENDED, State.PUBLISHED),
    "delist": ("published", State.DELISTED, State.PUBLISHED),
}


@pytest.fixture
def first():
    return UserFactory(trade_management=True)


@pytest.fixture
def second():
    return UserFactory(trade_management=True)


def decided(verb, officer):
    promotion = PromotionFactory(**{DECISIONS[verb][0]: True})
    act = getattr(workflow, verb)
    return act(promotion, by=officer, at=AT, reason="Vi phạm")


def appealed(verb, officer):
    promotion = decided(verb, officer)
    member = MerchantMemberFactory(merchant=promotion.merchant).user
    workflow.appeal(promotion, by=member, at=AT, reason=WHY)
    Notice.objects.all().delete()
    return promotion


def state_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).state


def notices():
    rows = Notice.objects.values_list("template", flat=True)
    return {name.removeprefix("promotions/mail/") for name in rows}


@pytest.mark.parametrize("verb", DECISIONS)
def test_a_merchant_asks_and_the_division_is_told(verb, first):
    UnitFactory(trade_management=True)
    promotion = decided(verb, first)
    Notice.objects.all().delete()

    workflow.appeal(promotion, by=None, at=AT, reason=WHY)

    appeal = promotion.appeals.get()
    assert (appeal.decision.verb, appeal.reason, appeal.outcome) == (verb, WHY, "")
    assert state_of(promotion) == DECISIONS[verb][1]
    assert notices() == {"appealed", "appeal_for_division"}


def test_the_merchant_is_named_in_the_story(first):
    promotion = appealed("delist", first)

    entry = story(promotion)[-1]
    assert (entry.by, entry.text) == (promotion.merchant.name, WHY)


@pytest.mark.parametrize("verb", DECISIONS)
def test_the_term_ends_at_the_midnight_after_its_last_working_day(verb, first):
    promotion = decided(verb, first)
    assert closes_at(decision_of(promotion)) == LAST
    assert open_until(promotion, at=LAST - timedelta(seconds=1)) == LAST
    assert open_until(promotion, at=LAST) is None

    with pytest.raises(workflow.AppealRefused):
        workflow.appeal(promotion, by=None, at=LAST, reason=WHY)
    assert Appeal.objects.count() == 0

    before = LAST - timedelta(seconds=1)
    workflow.appeal(promotion, by=None, at=before, reason=WHY)
    assert Appeal.objects.count() == 1


def test_the_division_sets_the_term(first):
    LegalFact.objects.filter(code="appeal_working_days").update(value=1)
    promotion = decided("delist", first)

    assert open_until(promotion, at=AT) == datetime(2024, 11, 22, tzinfo=HCM)


def test_one_asks_once(first):
    promotion = appealed("suspend", first)

    with pytest.raises(workflow.AppealRefused):
        workflow.appeal(promotion, by=None, at=AT, reason=WHY)

    assert Appeal.objects.count() == 1


def test_a_new_decision_may_be_appealed_against_again(first, second):
    promotion = appealed("suspend", first)
    workflow.reverse(promotion, by=second, at=AT, reason="Đúng")

    workflow.suspend(promotion, by=first, at=AT, reason="Vi phạm mới")
    workflow.appeal(promotion, by=None, at=AT, reason=WHY)

    assert Appeal.objects.count() == 2


@pytest.mark.parametrize(
    "situation", ["submitted", "needs_changes", "received", "published", "ended"]
)
def test_without_a_decision_there_is_nothing_to_review(situation):
    promotion = PromotionFactory(**{situation: True})

    with pytest.raises(TransitionNotAllowed):
        workflow.appeal(promotion, by=None, at=AT, reason=WHY)


def test_an_appeal_needs_a_reason(first):
    promotion = decided("delist", first)

    with pytest.raises(ReasonMissing):
        workflow.appeal(promotion, by=None, at=AT, reason="  ")


@pytest.mark.parametrize("verb", DECISIONS)
def test_another_officer_takes_the_decision_back(verb, first, second):
    promotion = appealed(verb, first)

    workflow.reverse(promotion, by=second, at=AT, reason="Ảnh chụp rõ")

    restored = Promotion.objects.get(pk=promotion.pk)
    assert (restored.state, restored.closed_at) == (DECISIONS[verb][2], None)
    appeal = promotion.appeals.get()
    assert (appeal.outcome, appeal.answer, appeal.decided_by) == (
        "reversed",
        "Ảnh chụp rõ",
        second,
    )
    assert notices() == {"reversed"}
    assert story(promotion)[-1].text == "Ảnh chụp rõ"


@pytest.mark.parametrize("verb", DECISIONS)
def test_another_officer_lets_the_decision_stand(verb, first, second):
    promotion = appealed(verb, first)

    workflow.uphold(promotion, by=second, at=AT, reason="Vẫn sai")

    assert state_of(promotion) == DECISIONS[verb][1]
    assert promotion.appeals.get().outcome == "upheld"
    assert notices() == {"upheld"}


@pytest.mark.parametrize("outcome", ["uphold", "reverse"])
def test_nobody_decides_on_their_own_decision(outcome, first):
    promotion = appealed("delist", first)

    with pytest.raises(workflow.AppealRefused):
        getattr(workflow, outcome)(promotion, by=first, at=AT, reason="Không")

    assert promotion.appeals.get().decided_at is None
    assert state_of(promotion) == State.DELISTED


@pytest.mark.parametrize("outcome", ["uphold", "reverse"])
def test_an_outcome_needs_a_request_and_a_reason(outcome, first, second):
    act = getattr(workflow, outcome)
    with pytest.raises(TransitionNotAllowed):
        act(decided("delist", first), by=second, at=AT, reason="Đúng")
    with pytest.raises(ReasonMissing):
        act(appealed("delist", first), by=second, at=AT, reason=" ")


@pytest.mark.parametrize("verb", ["resume", "delist"])
def test_nobody_passes_by_a_request_that_is_open(verb, first, second):
    promotion = appealed("suspend", first)
    act = getattr(workflow, verb)

    with pytest.raises(workflow.AppealRefused):
        act(promotion, by=first, at=AT, reason="Xong")

    workflow.uphold(promotion, by=second, at=AT, reason="Vẫn sai")
    act(promotion, by=first, at=AT, reason="Xong")
    assert state_of(promotion) != State.SUSPENDED


def test_what_was_refused_and_restored_can_be_published(first, second):
    promotion = appealed("refuse", first)
    workflow.reverse(promotion, by=second, at=AT, reason="Đủ hồ sơ")

    workflow.publish(promotion, by=first, at=AT)

    assert state_of(promotion) == State.PUBLISHED


def test_what_is_refused_is_not_received_by_a_late_click(first):
    promotion = decided("refuse", first)

    with pytest.raises(TransitionNotAllowed):
        workflow.receive(promotion, by=first, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_two_outcomes_at_once_one_counts():
    promotion = appealed("delist", UserFactory(trade_management=True))
    one, other = UserFactory.create_batch(2, trade_management=True)

    race(
        lambda: workflow.uphold(promotion, by=one, at=AT, reason="Giữ"),
        lambda: workflow.reverse(promotion, by=other, at=AT, reason="Bỏ"),
    )

    outcomes = promotion.events.filter(verb__in=["uphold", "reverse"])
    assert outcomes.count() == 1
    assert promotion.appeals.get().decided_by == outcomes.get().by
