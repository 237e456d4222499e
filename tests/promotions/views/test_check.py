import re
from uuid import uuid4

from django.urls import reverse

import pytest

from promotions.enums import PromotionState
from tests.promotions.factories import ItemFactory, PromotionFactory, the_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(merchant):
    the_campaign()
    return PromotionFactory(merchant=merchant, declared=True, is_declared_true=False)


def address(dossier):
    return reverse("dossier_check", args=[dossier.reference])


def hidden(page):
    return dict(re.findall(r'name="(key|saved)" value="([^"]+)"', page.text))


def state(dossier):
    dossier.refresh_from_db()
    return dossier.state


def test_declared_dossier_is_sent_and_confirmed(member, dossier):
    page = member.get(address(dossier))

    sent = member.post(
        address(dossier), {**hidden(page), "is_declared_true": "on"}, follow=True
    )

    assert state(dossier) == PromotionState.SUBMITTED
    assert "Chúng tôi đã nhận thông báo khuyến mại của bạn" in sent.text
    assert dossier.reference in sent.text


def test_second_click_shows_the_same_confirmation(member, dossier):
    data = {**hidden(member.get(address(dossier))), "is_declared_true": "on"}

    answers = {member.post(address(dossier), data).url for _ in range(2)}

    assert answers == {reverse("dossier_sent", args=[dossier.reference])}
    assert dossier.events.filter(verb="submit").count() == 1


def test_without_the_declaration_nothing_is_sent(member, dossier):
    page = member.post(address(dossier), hidden(member.get(address(dossier))))

    assert list(page.context["form"].errors) == ["is_declared_true"]
    assert state(dossier) == PromotionState.DRAFT


@pytest.mark.parametrize(
    "data", [{}, {"key": "abc", "saved": "x"}, {"key": "", "saved": "9" * 5_000}]
)
def test_garbled_post_sends_nothing(member, dossier, data):
    answer = member.post(address(dossier), {**data, "is_declared_true": "on"})

    assert answer.url == address(dossier)
    assert state(dossier) == PromotionState.DRAFT


def test_page_opened_before_a_change_sends_nothing(member, dossier):
    data = {**hidden(member.get(address(dossier))), "is_declared_true": "on"}
    member.post(
        reverse("dossier_step", args=[dossier.reference, "thu-tuc"]),
        {"filing_ref": "000.00.18.H56-241120-0001"},
    )

    page = member.post(address(dossier), data, follow=True)

    assert "Hồ sơ đã thay đổi sau khi bạn mở trang này." in page.text
    assert state(dossier) == PromotionState.DRAFT


def test_what_the_law_refuses_is_listed_with_the_way_to_it(member, merchant):
    dossier = PromotionFactory(merchant=merchant)
    dossier.refresh_from_db()
    data = {"key": uuid4(), "saved": dossier.saved_at.isoformat()}

    shown = member.get(address(dossier))
    posted = member.post(address(dossier), {**data, "is_declared_true": "on"})

    for page in (shown, posted):
        assert "KM-03" in page.text
        assert "Gửi thông báo khuyến mại" not in page.text
        assert f'/{dossier.reference}/hinh-thuc/"' in page.text
    assert state(dossier) == PromotionState.DRAFT


def test_sent_dossier_has_no_check_page_any_more(member, merchant):
    dossier = PromotionFactory(merchant=merchant, submitted=True)

    answer = member.get(address(dossier))

    assert answer.url == reverse("dossier_detail", args=[dossier.reference])


def test_confirmation_is_only_of_what_was_sent(member, dossier):
    answer = member.get(reverse("dossier_sent", args=[dossier.reference]))

    assert answer.url == reverse("dossier_detail", args=[dossier.reference])


def test_returned_dossier_is_declared_anew(member, merchant):
    dossier = PromotionFactory(merchant=merchant, needs_changes=True)

    page = member.get(address(dossier))

    assert 'name="is_declared_true"' in page.text
    assert "checked" not in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_item_and_three(
    member, merchant, django_assert_num_queries, count
):
    dossier = PromotionFactory(merchant=merchant, declared=True, item=None)
    for position in range(count):
        ItemFactory(promotion=dossier, position=position)

    with django_assert_num_queries(22):
        member.get(address(dossier))
