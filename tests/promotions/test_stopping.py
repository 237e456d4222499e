"""A promotion stops before its announced end only on a ground, and by a person."""

from datetime import datetime, timedelta

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from notifications.models import Notice
from promotions import workflow
from promotions.enums import EarlyEndGround, EarlyEndState, PromotionState
from promotions.models import EarlyEnd, Promotion
from promotions.register import Standing, in_words, with_register_facts
from promotions.stopping import EndImpossible, early_end_of
from promotions.story import story
from tests.accounts.factories import UnitFactory, UserFactory
from tests.promotions.factories import (
    HCM,
    MerchantMemberFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

RUNNING = datetime(2024, 11, 29, 9, tzinfo=HCM)
END = datetime(2024, 12, 2, tzinfo=HCM)
INSTANT = timedelta(microseconds=1)
WHY = "Bán hết 100 hộp lúc 08:00"
TOLD = "Dán thông báo tại cửa hàng"


def announced(**facts):
    facts = facts or {"published": True}
    return PromotionFactory(merchant__email="shop@thu.example", **facts)


def asked(promotion, *, at=RUNNING):
    return workflow.request_early_end(
        promotion,
        ground=EarlyEndGround.SOLD_OUT,
        explanation=WHY,
        how_told=TOLD,
        by=None,
        at=at,
    )


def ordered(promotion, *, at=RUNNING):
    return workflow.order_early_end(
        promotion, explanation="Quyết định 12", how_told=TOLD, by=None, at=at
    )


def templates():
    rows = Notice.objects.values_list("template", flat=True)
    return {name.removeprefix("promotions/mail/") for name in rows}


def test_a_request_changes_nothing_until_it_is_answered():
    UnitFactory(trade_management=True, email="qltm@thu.example")
    promotion = announced()

    early_end = asked(promotion)

    promotion.refresh_from_db()
    assert promotion.state == PromotionState.PUBLISHED
    assert early_end.state == EarlyEndState.REQUESTED
    assert templates() == {"early_end_requested", "early_end_to_review"}


def test_a_request_that_waits_is_given_back():
    promotion = announced()

    assert asked(promotion) == asked(promotion)
    assert EarlyEnd.objects.count() == 1


@pytest.mark.parametrize("state", ["submitted", "received", "ended", "refused"])
def test_only_what_is_announced_can_end_early(state):
    with pytest.raises(EndImpossible):
        asked(announced(**{state: True}))


def test_at_the_announced_end_nothing_is_early():
    promotion = announced()

    with pytest.raises(EndImpossible):
        asked(promotion, at=END)
    assert asked(promotion, at=END - INSTANT).pk


def test_accepting_ends_the_promotion_at_that_moment():
    promotion = announced()

    workflow.accept_early_end(asked(promotion), by=None, at=RUNNING)

    promotion.refresh_from_db()
    assert promotion.state == PromotionState.ENDED
    assert (promotion.closed_at, promotion.ends_at) == (RUNNING, END)
    assert early_end_of(promotion).ground == EarlyEndGround.SOLD_OUT
    assert "early_end_accepted" in templates()


def test_the_register_tells_the_day_on_which_it_ended():
    promotion = announced()
    workflow.accept_early_end(asked(promotion), by=None, at=RUNNING)

    words = in_words(with_register_facts(Promotion.objects.all()).get(), at=RUNNING)

    assert words.standing == Standing.ENDED
    assert words.period == ("Chấm dứt trước thời hạn lúc 09:00 thứ Sáu ngày 29/11/2024")


def test_one_that_ended_at_its_time_is_not_called_early():
    promotion = announced()
    workflow.end(promotion, by=None, at=END)

    words = in_words(with_register_facts(Promotion.objects.all()).get(), at=END)

    assert "trước thời hạn" not in words.period
    assert early_end_of(promotion) is None


def test_what_ended_by_itself_meanwhile_is_not_ended_again():
    promotion = announced()
    early_end = asked(promotion)
    workflow.end(promotion, by=None, at=END)

    with pytest.raises(EndImpossible):
        workflow.accept_early_end(early_end, by=None, at=END)


def test_a_second_answer_says_how_it_stands():
    early_end = asked(announced())
    workflow.accept_early_end(early_end, by=None, at=RUNNING)

    with pytest.raises(TransitionNotAllowed):
        workflow.accept_early_end(early_end, by=None, at=RUNNING)


def test_a_refusal_says_why_and_the_promotion_goes_on():
    promotion = announced()
    early_end = asked(promotion)

    with pytest.raises(ReasonMissing):
        workflow.refuse_early_end(early_end, by=None, at=RUNNING, reason=" ")
    workflow.refuse_early_end(early_end, by=None, at=RUNNING, reason="Vẫn còn hàng")

    promotion.refresh_from_db()
    assert promotion.state == PromotionState.PUBLISHED
    body = Notice.objects.get(template__endswith="early_end_refused").body
    assert "Vẫn còn hàng" in body
    assert asked(promotion) != early_end


def test_a_request_can_be_taken_back():
    promotion = announced()

    workflow.withdraw_early_end(asked(promotion), by=None, at=RUNNING)

    assert [e.title for e in story(promotion)] == [
        "Đề nghị chấm dứt trước thời hạn",
        "Rút đề nghị chấm dứt trước thời hạn",
    ]


@pytest.mark.parametrize("state", ["published", "suspended"])
def test_the_authority_orders_an_end_which_settles_a_request(state):
    promotion = announced(**{state: True})
    waiting = asked(promotion)

    ordered(promotion)

    promotion.refresh_from_db()
    waiting.refresh_from_db()
    assert promotion.state == PromotionState.ENDED
    assert waiting.state == EarlyEndState.REFUSED
    assert early_end_of(promotion).ground == EarlyEndGround.ORDER
    assert "Quyết định 12" in (
        Notice.objects.get(template__endswith="early_end_ordered").body
    )


def test_others_see_nothing_of_it():
    promotion = announced()
    asked(promotion)
    own = MerchantMemberFactory(merchant=promotion.merchant).user

    def seen(user):
        return EarlyEnd.objects.visible_to(user).count()

    assert seen(own) == seen(UserFactory(trade_management=True)) == 1
    assert seen(MerchantMemberFactory().user) == 0
