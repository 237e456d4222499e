"""Proposing a change by the usual tasks, sending it, and what the public reads then."""

import re
from uuid import uuid4

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import AmendmentState
from promotions.models import Amendment, Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.amendments import BEFORE, again, proposed, sent, with_price
from tests.promotions.factories import (
    MerchantMemberFactory,
    PromotionFactory,
    the_campaign,
)

pytestmark = pytest.mark.django_db

RUNNING = "2024-11-26T09:00+07:00"


@pytest.fixture
def promotion(merchant):
    the_campaign()
    return PromotionFactory(merchant=merchant, published=True)


@pytest.fixture
def amendment(promotion):
    return proposed(promotion)


def page(record):
    return reverse("dossier_detail", args=[record.reference])


def address(route, amendment):
    return reverse(route, args=[amendment.proposal.reference])


def hidden(response):
    found = re.findall(r'name="(key|saved)" value="([^"]+)"', response.text)
    return dict(found)


def send(member, amendment, **answers):
    facts = hidden(member.get(page(amendment.proposal)))
    facts |= {"reason": "Hỗ trợ thêm", "is_declared_true": "on", **answers}
    return member.post(address("amendment_send", amendment), facts, follow=True)


def test_the_button_opens_one_proposal_however_often_it_is_pressed(member, promotion):
    start = reverse("amendment_start", args=[promotion.reference])
    assert start in member.get(page(promotion)).text

    answers = {member.post(start, {"key": uuid4()}).url for _ in range(2)}

    amendment = Amendment.objects.get()
    assert answers == {page(amendment.proposal)}


@pytest.mark.parametrize("state", ["submitted", "ended", "refused"])
def test_what_cannot_be_amended_has_no_button_and_no_other_way(member, merchant, state):
    promotion = PromotionFactory(merchant=merchant, **{state: True})
    start = reverse("amendment_start", args=[promotion.reference])

    assert start not in member.get(page(promotion)).text
    member.post(start, {"key": uuid4()})

    assert Amendment.objects.count() == 0


def test_the_tasks_are_those_of_a_dossier_without_the_forms(member, amendment):
    text = member.get(page(amendment.proposal)).text

    for slug, is_there in [("thong-tin", 1), ("hang-hoa", 1), ("hinh-thuc", 0)]:
        task = reverse("dossier_step", args=[amendment.proposal.reference, slug])
        assert (task in text) == bool(is_there)


def test_a_change_is_written_by_the_step_and_shown_beside_what_is_announced(
    member, promotion, amendment
):
    item = amendment.proposal.items.get()
    route = reverse("goods_item", args=[amendment.proposal.reference, item.pk])

    member.post(
        route,
        {
            "name": item.name,
            "goods_group": item.goods_group_id,
            "brand": item.brand,
            "unit_of_measure": item.unit_of_measure,
            "quantity": item.quantity,
            "price_before_vnd": "100.000",
            "price_now_vnd": "60.000",
            "discount_percent": "40",
        },
    )

    text = member.get(page(amendment.proposal)).text
    assert "<del>70.000\N{NO-BREAK SPACE}₫</del>" in text
    assert "<ins>60.000\N{NO-BREAK SPACE}₫</ins>" in text
    assert promotion.items.get().price_now_vnd == 70_000


def test_the_filing_of_the_dossier_is_not_amended(member, amendment):
    proposal = amendment.proposal
    route = reverse("dossier_step", args=[proposal.reference, "thu-tuc"])

    member.post(route, {"used_total_vnd": "5.000.000", "filing_ref": "X"})

    proposal.refresh_from_db()
    assert (proposal.used_total_vnd, proposal.filing_ref) == (5_000_000, "")
    assert 'name="filing_ref"' not in member.get(route).text


def draft_of_form_06(amendment, kind="pdf"):
    return reverse("paper_draft", args=[amendment.proposal.reference, "mau-06", kind])


def test_form_06_can_be_filed_before_the_change_is_sent(member, promotion):
    notified = {"used_total_vnd": 150_000_000, "promoted_total_vnd": 900_000_000}
    Promotion.objects.update(is_online_only=False, **notified)
    amendment = proposed(Promotion.objects.get())
    draft = draft_of_form_06(amendment)
    assert draft not in member.get(page(amendment.proposal)).text

    with_price(amendment, 60_000)

    assert draft in member.get(page(amendment.proposal)).text
    paper = member.get(draft)
    assert paper["Content-Type"] == "application/pdf"
    assert "-mau-06-ban-nhap.pdf" in paper["Content-Disposition"]


def test_a_change_of_what_is_not_notified_has_no_form_to_file(member, amendment):
    with_price(amendment, 60_000)

    assert draft_of_form_06(amendment) not in member.get(page(amendment.proposal)).text
    assert member.get(draft_of_form_06(amendment)).status_code == 404


def test_a_change_is_sent_and_can_then_only_be_withdrawn(member, amendment):
    with_price(amendment, 60_000)

    answer = send(member, amendment, filing_ref="H56-1", filed_on="20/11/2024")

    stored = again(amendment)
    assert (stored.state, stored.filing_ref) == (AmendmentState.SUBMITTED, "H56-1")
    assert "Đã gửi đề nghị sửa đổi" in answer.text
    assert address("amendment_send", amendment) not in answer.text
    assert address("amendment_withdraw", amendment) in answer.text
    member.post(address("amendment_withdraw", amendment))
    assert again(amendment).state == AmendmentState.WITHDRAWN


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"reason": ""}, "reason"), ({"is_declared_true": ""}, "is_declared_true")],
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(
    member, amendment, answers, field
):
    with_price(amendment, 60_000)

    answer = send(member, amendment, filing_ref="H56-1", **answers)

    assert list(answer.context["form"].errors) == [field]
    assert 'value="H56-1"' in answer.text
    assert again(amendment).state == AmendmentState.DRAFT


def test_content_changed_behind_the_page_is_not_sent(member, amendment):
    with_price(amendment, 60_000)
    facts = hidden(member.get(page(amendment.proposal)))
    Promotion.objects.filter(pk=amendment.proposal.pk).update(
        saved_at=BEFORE.replace(hour=10)
    )

    member.post(
        address("amendment_send", amendment),
        {**facts, "reason": "x", "is_declared_true": "on"},
    )

    assert again(amendment).state == AmendmentState.DRAFT


def test_after_the_start_harm_is_said_and_there_is_no_button(
    settings, member, amendment
):
    with_price(amendment, 80_000)
    settings.PORTAL_CLOCK = RUNNING

    text = member.get(page(amendment.proposal)).text

    assert "Không được thay đổi bất lợi cho khách hàng" in text
    assert "KM-32" in text
    assert address("amendment_send", amendment) not in text


def test_after_the_start_harm_is_not_sent_by_hand_either(settings, member, amendment):
    with_price(amendment, 80_000)
    facts = hidden(member.get(page(amendment.proposal)))
    settings.PORTAL_CLOCK = RUNNING

    answer = member.post(
        address("amendment_send", amendment),
        {**facts, "reason": "x", "is_declared_true": "on"},
    )

    assert "KM-32" in answer.text
    assert again(amendment).state == AmendmentState.DRAFT


def test_a_proposal_is_not_listed_among_the_dossiers(member, promotion, amendment):
    for route in ("dossier_list", "merchant_start"):
        text = member.get(reverse(route)).text
        assert amendment.proposal.reference not in text
    assert amendment.proposal.reference in member.get(page(promotion)).text


def test_strangers_find_no_proposal_and_change_nothing(client, amendment):
    routes = [
        page(amendment.proposal),
        *(address(r, amendment) for r in ("amendment_send", "amendment_withdraw")),
        reverse("amendment_start", args=[amendment.promotion.reference]),
    ]
    for user in (MerchantMemberFactory().user, UserFactory(trade_management=True)):
        client.force_login(user)
        answers = [client.post(route, {"key": uuid4()}) for route in routes]
        assert {answer.status_code for answer in answers} <= {404, 405}
    assert again(amendment).state == AmendmentState.DRAFT


def test_a_dossier_is_no_amendment(member, promotion):
    for route in ("amendment_send", "amendment_withdraw"):
        found = member.post(reverse(route, args=[promotion.reference]))
        assert found.status_code == 404


# What the public reads


def accepted(promotion, price_vnd=60_000):
    amendment = sent(with_price(proposed(promotion), price_vnd))
    return workflow.accept_amendment(amendment, by=None, at=BEFORE)


def test_the_public_page_says_when_it_was_amended_and_what_changed(client, promotion):
    amendment = accepted(promotion)

    text = client.get(reverse("promotion_detail", args=[promotion.reference])).text

    assert "Đã sửa đổi, bổ sung ngày 20/11/2024." in text
    assert "<del>70.000\N{NO-BREAK SPACE}₫</del>" in text
    link = reverse("amendment_public", args=[promotion.reference, amendment.number])
    assert link in text


def test_the_earlier_version_stays_readable(client, promotion):
    amendment = accepted(promotion)
    route = reverse("amendment_public", args=[promotion.reference, amendment.number])

    answer = client.get(route)

    assert answer.status_code == 200
    assert "<strong>70.000\N{NO-BREAK SPACE}₫</strong>" in answer.text
    assert amendment.reason not in answer.text
    assert promotion.conditions in answer.text


def test_what_is_not_accepted_or_not_public_is_not_shown(client, promotion, merchant):
    amendment = sent(with_price(proposed(promotion), 60_000))
    hidden_one = PromotionFactory(merchant=merchant, received=True)
    other = accepted(hidden_one)

    for one in (amendment, other):
        route = reverse("amendment_public", args=[one.promotion.reference, one.number])
        assert client.get(route).status_code == 404
    page_text = client.get(reverse("promotion_detail", args=[promotion.reference])).text
    assert "Đã sửa đổi" not in page_text
    assert "60.000" not in page_text


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_page_costs_the_same_for_one_amendment_and_three(
    client, promotion, count, django_assert_num_queries
):
    for step in range(count):
        accepted(promotion, 60_000 - step * 1_000)
    route = reverse("promotion_detail", args=[promotion.reference])

    with django_assert_num_queries(22):
        client.get(route)
