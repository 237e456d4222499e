"""The page of one dossier, and who may open it: its merchant's people only."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import PromotionState
from promotions.models import Item, Prize, Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    GoodsGroupFactory,
    ItemFactory,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
    the_campaign,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def pages(promotion):
    """Return every address of a dossier with what a post there would send."""
    reference, item = promotion.reference, promotion.items.get()
    goods = {
        "name": "Bị đổi",
        "goods_group": GoodsGroupFactory().pk,
        "unit_of_measure": "hộp",
        "price_before_vnd": "9",
    }
    step = [
        (reverse("dossier_step", args=[reference, slug]), {"name": "Bị đổi"})
        for slug in ("thong-tin", "hinh-thuc", "kenh-dia-ban", "thu-tuc")
    ]
    return [
        *step,
        (reverse("dossier_detail", args=[reference]), {}),
        (reverse("dossier_withdraw", args=[reference]), {"reason": "Bị rút"}),
        (reverse("dossier_check", args=[reference]), {"is_declared_true": "on"}),
        (reverse("dossier_sent", args=[reference]), {}),
        (reverse("goods_list", args=[reference]), {}),
        (reverse("goods_new", args=[reference]), goods),
        (reverse("goods_item", args=[reference, item.pk]), goods),
        (reverse("goods_remove", args=[reference, item.pk]), {}),
        (reverse("prize_list", args=[reference]), {"form-TOTAL_FORMS": "0"}),
    ]


def everything():
    return [list(model.objects.values()) for model in (Promotion, Item, Prize)]


STRANGERS = {
    "another merchant's person": lambda: MerchantMemberFactory().user,
    "an officer of the Division": lambda: UserFactory(trade_management=True),
    "the administrator": lambda: UserFactory(administrator=True),
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
def test_dossier_is_not_found_by_others_and_nothing_changes(client, stranger):
    promotion = PromotionFactory(declared=True, forms=["discount", "contest"])
    PrizeFactory(promotion=promotion)
    client.force_login(stranger())
    before = everything()

    answers = {
        answer.status_code
        for address, data in pages(promotion)
        for answer in (client.get(address), client.post(address, data))
    }

    assert answers <= {404, 405}
    assert everything() == before


def test_dossier_asks_visitors_to_log_in(client):
    promotion = PromotionFactory(declared=True)
    before = everything()

    for address, data in pages(promotion):
        for answer in (client.get(address), client.post(address, data)):
            assert answer.url.startswith(reverse("account_login"))
    assert everything() == before


def test_closed_dossier_is_not_changed_by_its_own_people(member, merchant):
    promotion = PromotionFactory(
        published=True, merchant=merchant, forms=["discount", "contest"]
    )
    before = everything()

    for address, data in pages(promotion):
        member.post(address, data)

    assert everything() == before


def test_tasks_are_shown_while_the_dossier_is_open(member, merchant):
    promotion = PromotionFactory(merchant=merchant, name="Nem chua")

    text = member.get(reverse("dossier_detail", args=[promotion.reference])).text

    assert [
        word in text for word in ("Đang làm", "Chưa bắt đầu", "Kiểm tra và gửi")
    ] == [True] * 3


def test_reason_for_changes_stands_on_top_and_on_each_task(member, merchant):
    promotion = PromotionFactory(merchant=merchant, submitted=True)
    officer = UserFactory(trade_management=True)
    workflow.ask_for_changes(promotion, by=officer, at=NOW, reason="Sửa giá <trước>.")

    for route in (
        reverse("dossier_detail", args=[promotion.reference]),
        reverse("dossier_step", args=[promotion.reference, "thong-tin"]),
    ):
        text = member.get(route).text
        assert "Sở Công Thương yêu cầu bổ sung, sửa đổi" in text
        assert "Sửa giá &lt;trước&gt;." in text
        assert officer.full_name not in text


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2024-11-27T20:00+07:00", "Hạn gửi lại hồ sơ"),
        ("2024-11-28T00:00+07:00", "Đã quá hạn gửi lại"),
    ],
)
def test_the_term_of_the_changes_is_told_also_when_it_is_over(
    settings, member, merchant, now, words
):
    promotion = PromotionFactory(merchant=merchant, submitted=True)
    workflow.ask_for_changes(promotion, by=None, at=NOW, reason="Sửa giá trước.")
    settings.PORTAL_CLOCK = now

    page = member.get(reverse("dossier_detail", args=[promotion.reference]))
    listed = member.get(reverse("dossier_list"))

    assert words in page.text
    assert "27/11/2024" in page.text
    assert "Cần bổ sung, hạn: hết thứ Tư ngày 27/11/2024" in listed.text


@pytest.mark.parametrize(
    "trait",
    [
        "submitted",
        "received",
        "published",
        "suspended",
        "ended",
        "refused",
        "withdrawn",
    ],
)
def test_every_state_says_what_comes_next(member, merchant, trait):
    promotion = PromotionFactory(merchant=merchant, **{trait: True})

    page = member.get(reverse("dossier_detail", args=[promotion.reference]))

    assert page.status_code == 200
    assert "Xem trang của chương trình" in page.text
    assert "Kiểm tra và gửi" not in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_item_and_three(
    member, merchant, django_assert_num_queries, count
):
    promotion = PromotionFactory(
        merchant=merchant, declared=True, item=None, campaign=the_campaign()
    )
    for position in range(count):
        ItemFactory(promotion=promotion, position=position)

    with django_assert_num_queries(23):
        member.get(reverse("dossier_detail", args=[promotion.reference]))


def test_withdrawal_closes_the_dossier_with_its_reason(member, merchant):
    promotion = PromotionFactory(merchant=merchant, submitted=True)
    address = reverse("dossier_withdraw", args=[promotion.reference])

    member.post(address, {"reason": "Hết hàng"})

    promotion.refresh_from_db()
    assert promotion.state == PromotionState.WITHDRAWN
    assert promotion.events.get(verb="withdraw").reason == "Hết hàng"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2_001])
def test_withdrawal_without_a_good_reason_changes_nothing(member, merchant, reason):
    promotion = PromotionFactory(merchant=merchant, submitted=True)
    address = reverse("dossier_withdraw", args=[promotion.reference])

    page = member.post(address, {"reason": reason})

    assert list(page.context["form"].errors) == ["reason"]
    promotion.refresh_from_db()
    assert promotion.state == PromotionState.SUBMITTED


def test_what_is_announced_cannot_be_withdrawn(member, merchant):
    promotion = PromotionFactory(merchant=merchant, published=True)
    address = reverse("dossier_withdraw", args=[promotion.reference])

    page = member.post(address, {"reason": "Đổi ý"}, follow=True)

    assert "không còn rút được" in page.text
    promotion.refresh_from_db()
    assert promotion.state == PromotionState.PUBLISHED


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_all_pages_open_in_both_languages(member, merchant, prefix):
    promotion = PromotionFactory(
        merchant=merchant, declared=True, forms=["discount", "gift", "contest"]
    )
    routes = [
        address
        for address, _ in pages(promotion)
        if not address.endswith(("/xoa/", "/da-gui/"))
    ]

    assert {member.get(f"{prefix}{route}").status_code for route in routes} == {200}
