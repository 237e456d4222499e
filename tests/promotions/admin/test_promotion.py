"""The queue of the Trade Management Division and the page of a dossier."""

from datetime import datetime, timedelta

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import PromotionForm
from promotions.models import Promotion
from promotions.search import refresh_search
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

LIST = "admin:promotions_promotion_changelist"
SUBMITTED_AT = datetime(2024, 11, 18, 10, tzinfo=HCM)
OTHER_UNITS = [
    "import_export",
    "office",
    "inspectorate",
    "affiliated",
    "leader",
    "district_officer",
    "surveillance",
    "surveillance_team",
    "consumer_association",
    "business_association",
]


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def page_of(promotion):
    return reverse("admin:promotions_promotion_change", args=[promotion.pk])


def rows(response):
    return [promotion.reference for promotion in response.context["cl"].result_list]


def listed(client, **query):
    return rows(client.get(reverse(LIST), query))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(
    count, desk, officer, django_assert_num_queries
):
    PromotionFactory.create_batch(count, submitted=True)
    client = desk(officer)
    client.get(reverse(LIST))

    with django_assert_num_queries(15):
        response = client.get(reverse(LIST))

    assert len(rows(response)) == count


def test_the_queue_is_what_waits_longest_first(desk, officer):
    late = PromotionFactory(submitted=True, submitted_at=SUBMITTED_AT)
    early = PromotionFactory(
        submitted=True, submitted_at=SUBMITTED_AT - timedelta(days=1)
    )
    received = PromotionFactory(
        received=True, submitted_at=SUBMITTED_AT + timedelta(days=1)
    )
    for situation in ("published", "needs_changes", "refused", "ended"):
        PromotionFactory(**{situation: True})

    assert listed(desk(officer)) == [
        early.reference,
        late.reference,
        received.reference,
    ]


def test_a_chosen_state_leaves_the_queue(desk, officer):
    PromotionFactory(submitted=True)
    published = PromotionFactory(published=True)

    assert listed(desk(officer), state__exact="published") == [published.reference]
    assert len(listed(desk(officer), viec="tat-ca")) == 2


def test_overdue_is_what_was_not_received_within_its_term(desk, officer, settings):
    monday = PromotionFactory(submitted=True)
    PromotionFactory(received=True)
    client = desk(officer)

    assert listed(client, viec="qua-han") == []
    settings.PORTAL_CLOCK = "2024-11-21T09:00+07:00"
    assert listed(client, viec="qua-han") == [monday.reference]


@pytest.mark.parametrize(
    ("asked", "state"),
    [("cho-bo-sung", "needs_changes"), ("chua-phan-cong", "submitted")],
)
def test_a_queue_is_chosen_by_its_address(asked, state, desk, officer):
    PromotionFactory(submitted=True, assigned_to=officer, assigned_at=SUBMITTED_AT)
    wanted = PromotionFactory(**{state: True})

    assert listed(desk(officer), viec=asked) == [wanted.reference]


def test_the_queues_stand_above_the_list_with_their_counts(desk, officer):
    PromotionFactory(submitted=True)
    mine = PromotionFactory(
        received=True, assigned_to=officer, assigned_at=SUBMITTED_AT
    )
    client = desk(officer)

    links = client.get(reverse(LIST)).context["cl"].queues
    counts = {link.queue.value: link.count for link in links}

    assert [link.queue.value for link in links if link.is_chosen] == ["can-lam"]
    assert (counts["can-lam"], counts["cua-toi"], counts["den-han"]) == (2, 1, 1)
    assert counts["tat-ca"] is None
    address = next(link.address for link in links if link.queue.value == "cua-toi")
    assert rows(client.get(reverse(LIST) + address)) == [mine.reference]


def test_other_units_have_no_queue_of_their_own(desk):
    PromotionFactory(submitted=True)
    client = desk(UserFactory(leader=True))

    links = client.get(reverse(LIST)).context["cl"].queues

    assert {"cua-toi", "chua-phan-cong"} & {link.queue.value for link in links} == set()
    assert len(listed(client, viec="cua-toi")) == 1


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("2024-11-19T09:00+07:00", "due on 20/11/2024"),
        ("2024-11-20T12:00+07:00", "due today"),
        ("2024-11-21T00:00+07:00", "overdue by 1 working day"),
        ("2024-11-25T00:00+07:00", "overdue by 3 working days"),
    ],
)
def test_a_row_says_how_it_stands_to_its_term(clock, words, desk, officer, settings):
    settings.PORTAL_CLOCK = clock
    PromotionFactory(submitted=True)

    assert words in desk(officer).get(reverse(LIST)).content.decode()


def test_filters_by_form_and_district(desk, officer):
    gift = PromotionFactory(
        submitted=True, forms=[PromotionForm.DISCOUNT, PromotionForm.GIFT]
    )
    district = DistrictFactory()
    there = PromotionFactory(submitted=True, merchant__district=district)
    client = desk(officer)

    assert listed(client, **{"hinh-thuc": "gift"}) == [gift.reference]
    assert listed(client, merchant__district__id__exact=district.pk) == [
        there.reference
    ]


@pytest.mark.parametrize("query", ["nem chua thanh hoa", "NEM CHUA", "Thanh Hóa"])
def test_search_needs_no_marks(query, desk, officer):
    found = PromotionFactory(submitted=True, name="Nem chua Thanh Hoá giảm giá")
    other = PromotionFactory(submitted=True, name="Áo dài", item__name="Áo dài")
    for promotion in (found, other):
        refresh_search(promotion)

    assert listed(desk(officer), q=query) == [found.reference]


def test_a_row_says_what_the_officer_needs(desk, officer):
    promotion = PromotionFactory(submitted=True)
    Promotion.objects.update(max_discount_percent="62.5", warning_count=2)

    html = desk(officer).get(reverse(LIST)).content.decode()

    for text in (
        promotion.reference,
        promotion.merchant.name,
        "25/11–01/12/2024",
        "62.5%",
        '<td class="field-points_to_check">2</td>',
        '<span class="tag tag--wait">Submitted</span>',
        "2 working days",
    ):
        assert text in html


def test_a_period_of_hours_is_told_to_the_minute(desk, officer):
    PromotionFactory(submitted=True, ends_at=datetime(2024, 12, 1, 12, tzinfo=HCM))

    html = desk(officer).get(reverse(LIST)).content.decode()

    assert "00:00 25/11/2024 – 12:00 01/12/2024" in html


def test_a_dossier_sent_back_may_have_no_period(desk, officer):
    promotion = PromotionFactory(needs_changes=True, starts_at=None)

    response = desk(officer).get(page_of(promotion))

    assert '<div class="readonly">–</div>' in response.content.decode()


@pytest.mark.parametrize("kind", OTHER_UNITS)
def test_other_units_read_what_was_submitted_and_decide_nothing(kind, desk):
    draft = PromotionFactory(declared=True)
    promotion = PromotionFactory(submitted=True)
    client = desk(UserFactory(**{kind: True}))

    response = client.get(page_of(promotion))

    assert listed(client) == [promotion.reference]
    assert response.status_code == 200
    assert response.context["steps"] == []
    assert response.context["has_change_permission"] is False
    assert client.get(page_of(draft)).status_code == 302
    assert [name for name, *_ in response.context.get("action_form", [])] == []


def test_merchants_and_administrators_without_a_unit_see_no_dossier(desk):
    promotion = PromotionFactory(submitted=True)
    member = MerchantMemberFactory(merchant=promotion.merchant).user

    assert desk(member).get(reverse(LIST), follow=True).status_code == 403
    administrator = UserFactory(administrator=True)
    assert desk(administrator).get(page_of(promotion)).status_code == 403


def test_the_page_shows_the_law_beside_the_facts(desk, officer):
    promotion = PromotionFactory(
        submitted=True,
        conditions="",
        merchant__contact_name="Lê Thị Liên Hệ",
        item__discount_percent=95,
        item__price_now_vnd=None,
    )
    PrizeFactory(promotion=promotion)

    response = desk(officer).get(page_of(promotion))

    rules = [finding.rule_id for _, finding in response.context["findings"]]
    assert rules == ["KM-14", "KM-34", "KM-08", "KM-23"]
    assert response.context["error_count"] == 1
    (judged,) = response.context["judged_items"]
    assert [f.rule_id for _, f in judged.findings] == ["KM-35"]
    html = response.content.decode()
    assert "Lê Thị Liên Hệ" in html
    assert "Giải nhất: xe đạp điện" in html


def test_a_finding_stands_beside_its_line_and_the_rest_apart(desk, officer):
    promotion = PromotionFactory(submitted=True, conditions="", used_total_vnd=1)

    response = desk(officer).get(page_of(promotion))

    beside = response.context["findings_beside"]
    apart = [finding.rule_id for _, finding in response.context["findings_apart"]]
    assert [finding.rule_id for _, finding in beside["conditions"]] == ["KM-34"]
    assert "KM-34" not in apart
    told = {finding.rule_id for found in beside.values() for _, finding in found}
    every = {finding.rule_id for _, finding in response.context["findings"]}
    assert told | set(apart) == every
    line = response.content.decode().split('class="form-row field-conditions"')[1]
    assert "KM-34" in line.split('class="form-row')[0]


def test_errors_come_first(desk, officer):
    promotion = PromotionFactory(submitted=True, item__discount_percent=0)

    response = desk(officer).get(page_of(promotion))

    (judged,) = response.context["judged_items"]
    kinds = [kind for kind, _ in judged.findings]
    assert kinds[0] == "bad"
    assert kinds == sorted(kinds, key=["bad", "wait", "info"].index)


def test_a_like_dossier_is_named_with_a_link(desk, officer):
    promotion = PromotionFactory(submitted=True)
    other = PromotionFactory(submitted=True, merchant=promotion.merchant)

    html = desk(officer).get(page_of(promotion)).content.decode()

    assert page_of(other) in html
    assert "same name; 1 of the goods at the same time" in html


def test_goods_with_findings_come_first_and_the_list_is_cut(desk, officer):
    promotion = PromotionFactory(submitted=True, item=None)
    for position in range(1, 121):
        ItemFactory(promotion=promotion, position=position)
    promotion.items.filter(position=120).update(discount_percent=95, price_now_vnd=None)

    response = desk(officer).get(page_of(promotion))

    shown = [judged.item.position for judged in response.context["judged_items"]]
    assert shown[:2] == [120, 1]
    assert len(shown) == 100
    assert response.context["item_count"] == 120


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_goods(
    count, desk, officer, django_assert_num_queries
):
    promotion = PromotionFactory(submitted=True, item=None)
    for position in range(1, count + 1):
        ItemFactory(promotion=promotion, position=position)
    client = desk(officer)
    client.get(page_of(promotion))

    with django_assert_num_queries(34):
        client.get(page_of(promotion))


def test_the_page_shows_what_the_last_submission_changed(desk, officer):
    promotion = PromotionFactory(declared=True)
    workflow.submit(promotion, by=None, at=SUBMITTED_AT)
    asked = workflow.ask_for_changes(
        promotion, by=officer, at=SUBMITTED_AT, reason="Nêu rõ điều kiện"
    )
    Promotion.objects.update(conditions="Mỗi người 03 hộp")
    client = desk(officer)
    assert "Mỗi người 03 hộp" in client.get(page_of(promotion)).content.decode()
    assert client.get(page_of(promotion)).context["changes"] is None
    asked.refresh_from_db()

    workflow.submit(asked, by=None, at=SUBMITTED_AT)

    html = client.get(page_of(promotion)).content.decode()
    table = html.split('class="data-table changes"')[1].split("</table>")[0]
    assert "Không giới hạn số lượng mua" in table
    assert "Mỗi người 03 hộp" in table
