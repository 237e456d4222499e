"""What is announced stays, until the Division has accepted a change of it."""

from datetime import timedelta

from django.utils import translation

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from notifications.models import Notice
from promotions import drafting, workflow
from promotions.amending import AmendmentImpossible, start_amendment, versions
from promotions.dossier import DossierClosed
from promotions.enums import AmendmentState, PromotionState
from promotions.law.finding import errors
from promotions.law.looking import look
from promotions.models import Amendment, LockedPrice, Promotion
from promotions.search import search
from promotions.story import story
from tests.accounts.factories import DistrictFactory, UnitFactory, UserFactory
from tests.promotions.amendments import (
    BEFORE,
    RUNNING,
    WHY,
    again,
    announced,
    proposed,
    sent,
    with_price,
)
from tests.promotions.factories import (
    ItemFactory,
    MerchantMemberFactory,
    PrizeFactory,
    SalesChannelFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def facts_of(promotion):
    row = Promotion.objects.values().get(pk=promotion.pk)
    items = list(promotion.items.order_by("position").values())
    return row, items, list(promotion.prizes.values())


def templates():
    rows = Notice.objects.values_list("template", flat=True)
    return {name.removeprefix("promotions/mail/") for name in rows}


# Begun


def test_the_proposal_says_what_is_announced_and_the_announced_is_not_touched():
    promotion = announced()
    ItemFactory(promotion=promotion, position=9, name="Mắm tôm")
    PrizeFactory(promotion=promotion)
    before = facts_of(promotion)

    amendment = proposed(promotion, name="Tên mới")
    with_price(amendment, 60_000)

    assert facts_of(promotion) == before
    proposal = amendment.proposal
    assert proposal.reference == f"{promotion.reference}-SD1"
    assert (proposal.name, proposal.conditions) == ("Tên mới", promotion.conditions)
    assert [item.position for item in proposal.items.all()] == [1, 9]
    assert proposal.prizes.count() == 1


def test_one_amendment_is_under_way_at_a_time():
    promotion = announced()

    assert proposed(promotion) == proposed(promotion)
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize("state", ["received", "published", "suspended"])
def test_what_stands_with_the_department_can_be_amended(state):
    promotion = announced(**({} if state == "published" else {state: True}))

    assert proposed(promotion).state == AmendmentState.DRAFT


@pytest.mark.parametrize("state", ["submitted", "needs_changes", "ended", "refused"])
def test_nothing_else_can(state):
    promotion = announced(**{state: True})

    with pytest.raises(AmendmentImpossible):
        proposed(promotion)


def test_what_is_over_is_amended_no_more():
    promotion = announced()

    with pytest.raises(AmendmentImpossible):
        proposed(promotion, at=promotion.ends_at)


def test_a_proposal_is_no_dossier_of_its_own():
    amendment = proposed(announced(), name="Tên mới")

    for verb in (workflow.submit, workflow.withdraw):
        with pytest.raises(TransitionNotAllowed):
            verb(amendment.proposal, by=None, at=BEFORE)
    assert not Promotion.objects.public().filter(pk=amendment.proposal.pk).exists()
    officer = UserFactory(trade_management=True)
    seen = Promotion.objects.visible_to(officer)
    assert not seen.filter(pk=amendment.proposal.pk).exists()


# Sent


def test_a_change_is_sent_with_its_reason_and_both_sides_are_told():
    UnitFactory(trade_management=True, email="qltm@thu.example")
    promotion = announced()

    amendment = sent(with_price(proposed(promotion), 60_000))

    assert (amendment.state, amendment.reason) == (AmendmentState.SUBMITTED, WHY)
    assert templates() == {"amendment_submitted", "amendment_to_review"}
    promotion.refresh_from_db()
    assert promotion.state == PromotionState.PUBLISHED
    assert promotion.items.get().price_now_vnd == 70_000


def test_without_a_change_or_a_reason_nothing_is_sent():
    amendment = proposed(announced())
    with pytest.raises(AmendmentImpossible):
        sent(amendment)

    drafting.save_facts(amendment.proposal, {"name": "Tên mới"}, at=BEFORE)
    Promotion.objects.filter(pk=amendment.proposal.pk).update(is_declared_true=True)
    with pytest.raises(ReasonMissing):
        workflow.submit_amendment(again(amendment), by=None, at=BEFORE, reason=" ")
    assert again(amendment).state == AmendmentState.DRAFT


def test_what_is_sent_is_written_on_no_more():
    amendment = sent(proposed(announced(), name="Tên mới"))

    with pytest.raises(DossierClosed):
        drafting.save_facts(amendment.proposal, {"name": "Tên khác"}, at=BEFORE)


def test_an_amendment_of_a_dossier_sent_back_meanwhile_is_stale():
    promotion = announced(received=True)
    amendment = proposed(promotion, name="Tên mới")
    back = workflow.ask_for_changes(promotion, by=None, at=BEFORE, reason=WHY)
    drafting.save_facts(back, {"content": "Khác"}, at=BEFORE + DAY)
    Promotion.objects.filter(pk=promotion.pk).update(is_declared_true=True)
    workflow.receive(workflow.submit(back, by=None, at=BEFORE), by=None, at=BEFORE)

    with pytest.raises(AmendmentImpossible, match=r"thay đổi sau khi"):
        sent(amendment, at=BEFORE + DAY)


# The law (KM-32)

HARM = {
    "ends_at": lambda a: {"ends_at": a.proposal.ends_at - DAY},
    "starts_at": lambda a: {"starts_at": a.proposal.starts_at + DAY},
    "conditions": lambda a: {"conditions": "Chỉ cho hội viên"},
    "customers": lambda a: {"customers": "Chỉ hội viên"},
}


@pytest.mark.parametrize("field", HARM)
def test_after_the_start_no_customer_loses_what_was_announced(field):
    amendment = proposed(announced(), at=RUNNING)
    drafting.save_facts(amendment.proposal, HARM[field](amendment), at=RUNNING)

    with pytest.raises(workflow.LawRefuses) as refused:
        sent(amendment, at=RUNNING)

    assert [(f.rule_id, f.field) for f in refused.value.errors] == [("KM-32", field)]
    assert again(amendment).state == AmendmentState.DRAFT


@pytest.mark.parametrize(
    "facts",
    [
        {"price_now_vnd": 71_000, "discount_percent": 29},
        {"price_before_vnd": 120_000, "discount_percent": None},
        {"name": "Nem khác"},
        {"quantity": 99},
    ],
)
def test_after_the_start_no_goods_give_less(facts):
    amendment = proposed(announced(), at=RUNNING)
    drafting.save_item(amendment.proposal.items.get(), facts, at=RUNNING)

    with pytest.raises(workflow.LawRefuses) as refused:
        sent(amendment, at=RUNNING)

    assert "KM-32" in {f.rule_id for f in refused.value.errors}


def test_after_the_start_goods_places_and_prizes_are_not_taken_out():
    channel = SalesChannelFactory()
    promotion = announced(merchant=channel.merchant, forms=["discount", "contest"])
    promotion.channels.add(channel)
    PrizeFactory(promotion=promotion, position=1)
    amendment = proposed(promotion, at=RUNNING)
    proposal = amendment.proposal
    ItemFactory(promotion=proposal, position=2)
    drafting.remove_item(proposal.items.get(position=1), at=RUNNING)
    drafting.save_prizes(proposal, [], at=RUNNING)
    places = {"channels": [], "districts": [DistrictFactory()]}
    drafting.save_facts(proposal, places, at=RUNNING)

    with pytest.raises(workflow.LawRefuses) as refused:
        sent(amendment, at=RUNNING)

    harmed = {f.field for f in refused.value.errors if f.rule_id == "KM-32"}
    assert harmed == {"items", "prizes", "districts", "channels"}


def test_the_page_says_it_before_anything_is_sent():
    amendment = with_price(proposed(announced(), at=RUNNING), 80_000, at=RUNNING)

    with translation.override("en"):
        (found,) = [
            f
            for f in errors(look(amendment.proposal, at=RUNNING))
            if f.field == "items"
        ]

    assert found.message == (
        "After the start, what was announced may not be changed to the customers' "
        "disadvantage."
    )
    assert "no higher price" in found.hint


def test_before_the_start_it_is_the_divisions_to_judge():
    assert sent(with_price(proposed(announced()), 80_000)).state == "submitted"


def test_more_for_customers_is_allowed_at_any_time():
    amendment = proposed(announced(), at=RUNNING)
    amendment = with_price(amendment, 60_000, at=RUNNING, quantity=200)
    longer = {"content": "Giảm sâu hơn"}
    drafting.save_facts(amendment.proposal, longer, at=RUNNING)

    assert sent(again(amendment), at=RUNNING).state == AmendmentState.SUBMITTED


def test_the_promotion_is_not_counted_beside_its_own_amendment():
    """Seven days outside a programme are seven, not fourteen, of the yearly 120."""
    promotion = announced(campaign=None)
    amendment = proposed(promotion, name="Tên mới")

    found = look(amendment.proposal, at=BEFORE)

    assert "KM-20" not in {f.rule_id for f in found}


# Accepted


def test_accepting_puts_the_change_in_place_and_keeps_what_was_announced():
    promotion = announced()
    workflow_item = promotion.items.get()
    ItemFactory(promotion=promotion, position=2, name="Mắm tôm")
    amendment = proposed(promotion, name="Giảm sâu đặc sản", content="Giảm 40%")
    amendment = sent(with_price(amendment, 60_000))

    workflow.accept_amendment(amendment, by=None, at=BEFORE)

    promotion.refresh_from_db()
    assert (promotion.name, promotion.saved_at) == ("Giảm sâu đặc sản", BEFORE)
    assert [i.price_now_vnd for i in promotion.items.all()] == [60_000, 70_000]
    assert promotion.state == PromotionState.PUBLISHED
    before, after = versions(again(amendment))
    assert before.name == "Giảm giá đặc sản tuần lễ Online Friday"
    assert before.items.get(position=1) == workflow_item
    assert [i.name for i in before.items.all()] == ["Nem chua Thanh Hoá", "Mắm tôm"]
    assert after == promotion
    assert templates() >= {"amendment_accepted"}


def test_goods_that_stay_as_they_were_keep_their_row_and_their_locked_price():
    promotion = announced(received=True)
    ItemFactory(promotion=promotion, position=2, name="Mắm tôm")
    workflow.publish(promotion, by=None, at=BEFORE)
    same = promotion.items.get(position=2)
    amendment = sent(with_price(proposed(promotion), 60_000))

    workflow.accept_amendment(amendment, by=None, at=BEFORE + DAY)

    assert promotion.items.get(position=2) == same
    new = promotion.items.get(position=1)
    assert LockedPrice.objects.get(item=new).price_now_vnd == 60_000
    assert LockedPrice.objects.count() == 3


def test_what_is_only_received_gets_no_locked_price_yet():
    promotion = announced(received=True)

    workflow.accept_amendment(
        sent(with_price(proposed(promotion), 60_000)), by=None, at=BEFORE
    )

    assert LockedPrice.objects.count() == 0
    assert promotion.items.get().price_now_vnd == 60_000


def test_the_register_finds_the_new_words_and_sorts_by_the_new_discount():
    promotion = announced()
    amendment = proposed(promotion, name="Xả kho măng khô")
    amendment = sent(with_price(amendment, 55_000))

    workflow.accept_amendment(amendment, by=None, at=BEFORE)

    assert list(search(Promotion.objects.public(), "mang kho")) == [promotion]
    promotion.refresh_from_db()
    assert promotion.max_discount_percent == 45


def test_prizes_and_places_change_too():
    promotion = announced(forms=["discount", "contest"], promoted_total_vnd=10**9)
    PrizeFactory(promotion=promotion, position=1)
    district = DistrictFactory()
    promotion.districts.add(district)
    amendment = proposed(promotion)
    prize = {"name": "Giải nhì", "quantity": 2, "value_vnd": 1_000_000}
    first = {"name": "Giải nhất", "quantity": 1, "value_vnd": 12_000_000}
    drafting.save_prizes(amendment.proposal, [first, prize], at=BEFORE)
    drafting.save_facts(amendment.proposal, {"districts": []}, at=BEFORE)

    workflow.accept_amendment(sent(again(amendment)), by=None, at=BEFORE)

    assert [p.name for p in promotion.prizes.all()] == ["Giải nhất", "Giải nhì"]
    assert list(promotion.districts.all()) == []
    before, _after = versions(again(amendment))
    assert list(before.districts.all()) == [district]
    assert before.prizes.count() == 1


def test_what_has_begun_meanwhile_is_judged_as_running():
    amendment = sent(with_price(proposed(announced()), 80_000))

    with pytest.raises(workflow.LawRefuses):
        workflow.accept_amendment(amendment, by=None, at=RUNNING)

    assert again(amendment).state == AmendmentState.SUBMITTED


def test_what_has_ended_meanwhile_is_changed_no_more():
    promotion = announced()
    amendment = sent(proposed(promotion, name="Tên mới"))
    workflow.end(promotion, by=None, at=promotion.ends_at)

    with pytest.raises(AmendmentImpossible):
        workflow.accept_amendment(amendment, by=None, at=promotion.ends_at)

    refused = workflow.refuse_amendment(
        amendment, by=None, at=promotion.ends_at, reason="Đã kết thúc"
    )
    assert refused.state == AmendmentState.REFUSED


def test_each_version_is_kept_also_after_a_second_amendment():
    promotion = announced()
    first = sent(with_price(proposed(promotion), 60_000))
    workflow.accept_amendment(first, by=None, at=BEFORE)
    second = sent(with_price(proposed(promotion), 50_000))
    workflow.accept_amendment(second, by=None, at=BEFORE + DAY)

    def prices(amendment):
        return [v.items.get().price_now_vnd for v in versions(again(amendment))]

    assert prices(first) == [70_000, 60_000]
    assert prices(second) == [60_000, 50_000]
    assert second.proposal.reference == f"{promotion.reference}-SD2"


# Refused, withdrawn


def test_a_refusal_says_why_and_changes_nothing():
    promotion = announced()
    amendment = sent(with_price(proposed(promotion), 60_000))
    before = facts_of(promotion)

    with pytest.raises(ReasonMissing):
        workflow.refuse_amendment(amendment, by=None, at=BEFORE, reason=" ")
    workflow.refuse_amendment(
        amendment, by=None, at=BEFORE, reason="Chưa rõ nguồn hàng"
    )

    assert facts_of(promotion) == before
    body = Notice.objects.filter(template__endswith="amendment_refused")[0].body
    assert "Chưa rõ nguồn hàng" in body
    assert [e.text for e in story(promotion)][-1] == "Chưa rõ nguồn hàng"


def test_after_an_answer_another_change_may_be_proposed():
    promotion = announced()
    amendment = sent(with_price(proposed(promotion), 60_000))
    workflow.refuse_amendment(amendment, by=None, at=BEFORE, reason="Chưa rõ")

    assert proposed(promotion).number == 2


def test_taking_a_draft_back_tells_nobody_and_a_sent_change_the_division():
    UnitFactory(trade_management=True, email="qltm@thu.example")
    workflow.withdraw_amendment(proposed(announced()), by=None, at=BEFORE)
    assert templates() == set()

    amendment = sent(proposed(announced(), name="Tên mới"))
    workflow.withdraw_amendment(amendment, by=None, at=BEFORE)

    assert "amendment_withdrawn" in templates()
    assert again(amendment).state == AmendmentState.WITHDRAWN


# Who sees it


def test_officers_see_what_was_sent_merchants_theirs_and_others_nothing():
    promotion = announced()
    amendment = proposed(promotion, name="Tên mới")
    officer = UserFactory(trade_management=True)
    own = MerchantMemberFactory(merchant=promotion.merchant).user
    stranger = MerchantMemberFactory().user

    def seen(user):
        return Amendment.objects.visible_to(user).count()

    assert (seen(officer), seen(own), seen(stranger)) == (0, 1, 0)
    sent(amendment)
    assert (seen(officer), seen(own), seen(stranger)) == (1, 1, 0)


def test_two_starts_by_two_people_open_one_proposal():
    promotion = announced()
    people = [MerchantMemberFactory(merchant=promotion.merchant).user for _ in "ab"]

    opened = {start_amendment(promotion, by=user, at=BEFORE) for user in people}

    assert len(opened) == 1
