from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

import pytest

from promotions.models import Promotion
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import (
    ItemFactory,
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(merchant):
    return PromotionFactory(merchant=merchant)


def address(dossier, slug):
    return reverse("dossier_step", args=[dossier.reference, slug])


def basics(**facts):
    return {
        "name": "Hương vị xứ Thanh",
        "starts_at_day": "25/11/2024",
        "starts_at_hour": "",
        "ends_at_day": "01/12/2024",
        "ends_at_hour": "24:00",
        "customers": "Mọi khách hàng",
        "content": "Giảm giá",
        **facts,
    }


def stored(dossier):
    return Promotion.objects.get(pk=dossier.pk)


def test_basics_are_saved_and_lead_to_the_next_task(member, dossier):
    campaign = the_campaign()

    answer = member.post(address(dossier, "thong-tin"), basics(takes_part="on"))

    saved = stored(dossier)
    assert answer.url == address(dossier, "hinh-thuc")
    assert (saved.name, saved.campaign) == ("Hương vị xứ Thanh", campaign)
    assert (saved.starts_at, saved.ends_at) == (
        datetime(2024, 11, 25, tzinfo=HCM),
        datetime(2024, 12, 2, tzinfo=HCM),
    )


def test_taking_part_is_never_assumed(member, dossier):
    the_campaign()

    member.post(address(dossier, "thong-tin"), basics())

    assert stored(dossier).campaign is None


def test_slot_without_the_programme_is_explained(member, dossier):
    slot = TimeSlotFactory(campaign=the_campaign())

    page = member.post(address(dossier, "thong-tin"), basics(slot=slot.pk))

    assert list(page.context["form"].errors) == ["takes_part"]
    assert (stored(dossier).slot, stored(dossier).name) == (None, "Hương vị xứ Thanh")


def test_leaving_the_programme_leaves_the_slot(member, merchant):
    slot = TimeSlotFactory(campaign=the_campaign())
    dossier = PromotionFactory(merchant=merchant, campaign=slot.campaign, slot=slot)

    member.post(address(dossier, "thong-tin"), basics(slot=""))

    assert (stored(dossier).campaign, stored(dossier).slot) == (None, None)


def test_half_a_task_is_saved_and_stays_half(member, dossier):
    answer = member.post(address(dossier, "thong-tin"), {"name": "Chỉ có tên"})

    assert answer.status_code == 302
    assert (stored(dossier).name, stored(dossier).starts_at) == ("Chỉ có tên", None)


def test_wrong_day_costs_nothing_else_and_stays_as_typed(member, dossier):
    page = member.post(
        address(dossier, "thong-tin"), basics(ends_at_day="31/02/2024", name="Tên mới")
    )

    assert list(page.context["form"].errors) == ["ends_at"]
    assert 'value="31/02/2024"' in page.text
    assert stored(dossier).name == "Tên mới"


def test_emptied_field_is_emptied(member, merchant):
    dossier = PromotionFactory(merchant=merchant, conditions="Mỗi khách 2 chai")

    member.post(address(dossier, "thong-tin"), basics(conditions=""))

    assert stored(dossier).conditions == ""


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "x" * 5_000}, "name"),
        ({"customers": "x" * 301}, "customers"),
        ({"content": "x" * 5_001}, "content"),
        ({"name": "a\x00b"}, "name"),
    ],
)
def test_too_much_text_is_refused_and_kept_on_the_page(member, dossier, facts, field):
    page = member.post(address(dossier, "thong-tin"), basics(**facts))

    assert list(page.context["form"].errors) == [field]
    assert getattr(stored(dossier), field) == ""
    assert facts[field][:50] in page.text


def test_end_before_start_is_the_laws_word_and_keeps_one_here(member, dossier):
    answer = member.post(
        address(dossier, "thong-tin"), basics(ends_at_day="24/11/2024"), follow=True
    )

    assert answer.redirect_chain[-1][0] == address(dossier, "thong-tin")
    assert "KM-04" in answer.text
    assert f"{reverse('law')}#KM-04" in answer.text


def test_past_days_are_stored_as_typed(member, dossier):
    member.post(
        address(dossier, "thong-tin"),
        basics(starts_at_day="01/01/2020", ends_at_day="02/01/2020"),
    )

    assert stored(dossier).starts_at == datetime(2020, 1, 1, tzinfo=HCM)


def test_markup_in_a_name_is_shown_as_text(member, dossier):
    member.post(address(dossier, "thong-tin"), basics(name="<img src=x>"))

    for route in ("dossier_detail", "dossier_check"):
        text = member.get(reverse(route, args=[dossier.reference])).text
        assert "<img src=x>" not in text
        assert "&lt;img src=x&gt;" in text


def test_other_device_goes_on_where_the_first_stopped(member, membership, dossier):
    member.post(address(dossier, "thong-tin"), basics())
    other = type(member)()
    other.force_login(membership.user)

    text = other.get(address(dossier, "thong-tin")).text

    assert 'value="Hương vị xứ Thanh"' in text
    assert 'value="24:00"' in text


def test_live_check_saves_and_answers_with_the_judgment_alone(member, dossier):
    page = member.post(
        address(dossier, "thong-tin"),
        basics(ends_at_day="24/11/2024"),
        headers={"HX-Request": "true"},
    )

    assert "<html" not in page.text
    assert ("KM-04" in page.text, "Đã lưu lúc" in page.text) == (True, True)
    assert stored(dossier).name == "Hương vị xứ Thanh"


def test_button_leads_back_to_the_list(member, dossier):
    answer = member.post(
        address(dossier, "thong-tin"),
        basics(**{"to-list": "1", "ends_at_day": "24/11/2024"}),
    )

    assert answer.url == reverse("dossier_detail", args=[dossier.reference])


def test_forms_are_stored_in_the_order_of_the_law(member, dossier):
    member.post(address(dossier, "hinh-thuc"), {"forms": ["discount", "sample"]})

    assert stored(dossier).forms == ["sample", "discount"]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_gifts_may_come_without_a_purchase(member, dossier, answer):
    member.post(
        address(dossier, "hinh-thuc"),
        {"forms": ["gift"], "is_gift_tied_to_purchase": answer},
    )

    assert stored(dossier).is_gift_tied_to_purchase == (answer == "yes")


def test_unknown_form_is_refused(member, dossier):
    page = member.post(address(dossier, "hinh-thuc"), {"forms": ["bribe"]})

    assert list(page.context["form"].errors) == ["forms"]
    assert stored(dossier).forms == []


def test_area_takes_own_channels_and_districts(member, merchant, dossier):
    own, foreign = SalesChannelFactory(merchant=merchant), SalesChannelFactory()
    district = DistrictFactory()

    member.post(
        address(dossier, "kenh-dia-ban"),
        {"channels": [own.pk], "districts": [district.pk], "is_beyond_province": "on"},
    )
    refused = member.post(address(dossier, "kenh-dia-ban"), {"channels": [foreign.pk]})

    assert list(refused.context["form"].errors) == ["channels"]
    assert list(dossier.channels.all()) == [own]


def test_filing_reads_money_and_days(member, dossier):
    member.post(
        address(dossier, "thu-tuc"),
        {
            "promoted_total_vnd": "250.000.000",
            "used_total_vnd": "1,25 triệu",
            "filing_ref": "000.00.18.H56-241120-0001",
            "filed_on": "20/11/2024",
        },
    )

    saved = stored(dossier)
    assert (saved.promoted_total_vnd, saved.used_total_vnd) == (250_000_000, None)
    assert saved.filed_on.isoformat() == "2024-11-20"


@pytest.mark.parametrize("slug", ["khong-co", "giai-thuong", "kiem-tra-gi"])
def test_task_that_the_dossier_does_not_have_is_not_found(member, dossier, slug):
    assert member.get(address(dossier, slug)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_task_costs_the_same_for_one_item_and_three(
    member, merchant, django_assert_num_queries, count
):
    dossier = PromotionFactory(merchant=merchant, declared=True, item=None)
    for position in range(count):
        ItemFactory(promotion=dossier, position=position)

    with django_assert_num_queries(16):
        member.get(address(dossier, "thong-tin"))
