from datetime import date

from django.urls import reverse
from django.utils import translation

import pytest

from inspections.models import Finding, Inspection
from tests.accounts.factories import DistrictFactory, UnitFactory, UserFactory
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import ComplaintFactory, ReferralFactory
from tests.inspections.factories import (
    FindingFactory,
    InspectedGoodsFactory,
    InspectionFactory,
    SanctionFactory,
)
from tests.promotions.factories import MerchantFactory, PromotionFactory

LIST = "admin:inspections_inspection_changelist"
ADD = "admin:inspections_inspection_add"
CHANGE = "admin:inspections_inspection_change"
INLINES = ["findings", "goods", "sanctions", "events"]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client):
    """Log somebody in and return the client: ``desk(user)``."""

    def logged_in(user):
        client.force_login(user)
        return client

    return logged_in


def url(name, inspection):
    return reverse(f"admin:inspections_inspection_{name}", args=[inspection.pk])


def form_of(inspection, **changes):
    """Return what the browser would post for the change form, unchanged but for."""
    facts = {
        "unit": inspection.unit_id,
        "district": inspection.district_id,
        "kind": inspection.kind,
        "campaign": "",
        "subject_name": inspection.subject_name,
        "merchant": "",
        "promotion": "",
        "complaints": [],
        "decision_ref": inspection.decision_ref,
        "decided_on": "",
        "visit_on": "",
        "minutes_ref": "",
        **changes,
    }
    for name in INLINES:
        facts.setdefault(f"{name}-TOTAL_FORMS", "0")
        facts.setdefault(f"{name}-INITIAL_FORMS", "0")
    return facts


def rows(response):
    return [row.reference for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("surveillance", 200),
        ("surveillance_team", 200),
        ("inspectorate", 200),
        ("district_officer", 200),
        ("trade_management", 403),
        ("import_export", 403),
        ("leader", 403),
        ("consumer_association", 403),
        ("administrator", 403),
    ],
)
@pytest.mark.django_db
def test_the_list_opens_only_for_readers(kind, status, desk):
    response = desk(UserFactory(**{kind: True})).get(reverse(LIST))

    assert response.status_code == status


@pytest.mark.parametrize("kind", ["trade_management", "leader", "surveillance_team"])
@pytest.mark.parametrize("page", ["change", "conclude", "cancel", "history", "delete"])
@pytest.mark.django_db
def test_nobody_else_reaches_one_by_its_address(kind, page, desk):
    inspection = InspectionFactory(under_way=True)
    client = desk(UserFactory(**{kind: True}))

    responses = [client.get(url(page, inspection)), client.post(url(page, inspection))]

    inspection.refresh_from_db()
    assert {r.status_code for r in responses} <= {302, 403, 404}
    assert not any(inspection.reference in r.content.decode() for r in responses)
    assert inspection.state == "under_way"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.django_db
def test_the_list_asks_the_same_queries_for_any_number(
    count, desk, django_assert_num_queries
):
    complaint = ComplaintFactory()
    for inspection in InspectionFactory.create_batch(count, of_team=True):
        inspection.complaints.add(complaint)
    client = desk(UserFactory(surveillance=True))

    with django_assert_num_queries(11):
        response = client.get(reverse(LIST))

    assert len(rows(response)) == count


@pytest.mark.django_db
def test_mine_are_those_of_my_unit(desk):
    officer = UserFactory(surveillance=True)
    InspectionFactory(of_team=True)
    mine = InspectionFactory(unit=officer.unit)

    response = desk(officer).get(reverse(LIST), {"whose": "mine"})

    assert rows(response) == [mine.reference]


@pytest.mark.parametrize("state", ["planned", "under_way", "concluded"])
@pytest.mark.django_db
def test_the_list_can_be_narrowed_to_a_state(state, desk):
    references = {
        "planned": InspectionFactory().reference,
        "under_way": InspectionFactory(under_way=True).reference,
        "concluded": InspectionFactory(concluded=True).reference,
    }

    response = desk(UserFactory(surveillance=True)).get(
        reverse(LIST), {"state__exact": state}
    )

    assert rows(response) == [references[state]]


@pytest.mark.django_db
def test_the_form_is_filled_from_the_unit_and_the_complaints(desk):
    district = DistrictFactory()
    team = UnitFactory(surveillance_team=True, districts=[district])
    merchant = MerchantFactory(name="Công ty Lam Sơn")
    campaign = CampaignFactory()
    mine = ComplaintFactory(merchant=merchant, district=district, campaign=campaign)
    ReferralFactory(complaint=mine, unit=team)
    hidden = ComplaintFactory(seller_name="Shop Lạ", campaign=campaign)

    response = desk(UserFactory(unit=team)).get(
        reverse(ADD), {"complaints": f"{mine.pk},{hidden.pk}"}
    )

    form = response.context["adminform"].form
    assert form.initial["unit"] == team.pk
    assert form.initial["district"] == district
    assert form.initial["campaign"] == campaign
    assert form.initial["merchant"] == merchant
    assert form.initial["subject_name"] == "Công ty Lam Sơn"
    assert form.initial["complaints"] == [mine]
    assert list(form.fields["unit"].queryset) == [team]
    assert list(form.fields["district"].queryset) == [district]
    assert "Shop Lạ" not in response.content.decode()


@pytest.mark.django_db
def test_the_form_is_filled_from_a_promotion(desk):
    promotion = PromotionFactory(published=True)

    response = desk(UserFactory(surveillance=True)).get(
        reverse(ADD), {"promotion": promotion.pk}
    )

    initial = response.context["adminform"].form.initial
    assert initial["promotion"] == promotion
    assert initial["merchant"] == promotion.merchant
    assert initial["district"] == promotion.merchant.district


@pytest.mark.django_db
def test_saving_a_new_one_plans_it_with_its_complaints(desk):
    officer = UserFactory(surveillance=True)
    complaint = ComplaintFactory()
    ReferralFactory(complaint=complaint, unit=officer.unit)
    draft = InspectionFactory.build(unit=officer.unit, district=DistrictFactory())

    desk(officer).post(reverse(ADD), {**form_of(draft), "complaints": [complaint.pk]})

    inspection = Inspection.objects.get()
    assert inspection.reference[:3] == "KT-"
    assert inspection.reference[-6:] == "-00001"
    assert inspection.events.get().by == officer
    assert inspection.complaints.get() == complaint


@pytest.mark.django_db
def test_a_team_cannot_plan_for_another_unit(desk):
    officer = UserFactory(surveillance_team=True)
    other = UnitFactory(surveillance_team=True)
    draft = InspectionFactory.build(unit=other, district=DistrictFactory())

    response = desk(officer).post(reverse(ADD), form_of(draft))

    assert list(response.context["adminform"].form.errors) == ["unit"]
    assert Inspection.objects.count() == 0


@pytest.mark.django_db
def test_a_complaint_not_referred_to_the_officer_cannot_be_linked(desk):
    officer = UserFactory(surveillance_team=True)
    inspection = InspectionFactory(unit=officer.unit)
    stranger = ComplaintFactory()

    response = desk(officer).post(
        url("change", inspection), form_of(inspection, complaints=[stranger.pk])
    )

    assert list(response.context["adminform"].form.errors) == ["complaints"]
    assert inspection.complaints.count() == 0


@pytest.mark.django_db
def test_complaints_linked_by_others_stay_linked_and_unseen(desk):
    officer = UserFactory(surveillance_team=True)
    inspection = InspectionFactory(unit=officer.unit)
    mine, other = ComplaintFactory.create_batch(2)
    ReferralFactory(complaint=mine, unit=officer.unit)
    inspection.complaints.set([mine, other])
    client = desk(officer)

    page = client.get(url("change", inspection)).content.decode()
    client.post(url("change", inspection), form_of(inspection, complaints=[]))

    assert mine.code in page
    assert other.code not in page
    assert list(inspection.complaints.all()) == [other]


@pytest.mark.parametrize("kind", ["inspectorate", "district_officer"])
@pytest.mark.django_db
def test_readers_see_no_complaint_and_no_button(kind, desk):
    reader = UserFactory(**{kind: True})
    districts = list(reader.unit.districts.all())
    inspection = InspectionFactory(
        under_way=True, district=districts[0] if districts else DistrictFactory()
    )
    complaint = ComplaintFactory()
    inspection.complaints.add(complaint)

    response = desk(reader).get(url("change", inspection))

    page = response.content.decode()
    assert response.status_code == 200
    assert inspection.subject_name in page
    assert complaint.code not in page
    assert url("conclude", inspection) not in page
    assert 'type="submit"' not in page.partition('id="content"')[2]


@pytest.mark.django_db
def test_what_a_reader_posts_is_refused(desk):
    inspection = InspectionFactory()
    client = desk(UserFactory(inspectorate=True))

    statuses = [
        client.post(url("change", inspection), form_of(inspection)).status_code,
        client.post(url("begin", inspection)).status_code,
        client.post(url("cancel", inspection), {"reason": "x"}).status_code,
    ]

    inspection.refresh_from_db()
    assert statuses == [403, 403, 403]
    assert inspection.state == "planned"


@pytest.mark.django_db
def test_findings_goods_and_sanctions_are_entered_with_it(desk):
    inspection = InspectionFactory(under_way=True)
    client = desk(UserFactory(surveillance=True))

    client.post(
        url("change", inspection),
        form_of(
            inspection,
            decided_on="28/11/2024",
            visit_on="2024-11-29",
            **{
                "findings-TOTAL_FORMS": "1",
                "findings-0-group": "promotion",
                "findings-0-article": "Khoản 1 Điều 33 Nghị định số 98/2020/NĐ-CP",
                "findings-0-description": "Không công khai thông tin.",
                "goods-TOTAL_FORMS": "1",
                "goods-0-name": "Áo thun",
                "goods-0-quantity": "40",
                "goods-0-unit_of_measure": "chiếc",
                "goods-0-value_vnd": "12000000",
                "goods-0-handling": "Tạm giữ",
                "sanctions-TOTAL_FORMS": "1",
                "sanctions-0-decision_ref": "88/QĐ-XPVPHC",
                "sanctions-0-decided_on": "2024-11-30",
                "sanctions-0-fine_vnd": "7500000",
                "sanctions-0-remedy": "",
            },
        ),
    )

    inspection.refresh_from_db()
    assert inspection.visit_on == date(2024, 11, 29)
    assert inspection.findings.get().group == "promotion"
    assert inspection.goods.get().value_vnd == 12_000_000
    assert inspection.sanctions.get().fine_vnd == 7_500_000


@pytest.mark.django_db
def test_articles_are_offered_beside_a_finding(desk):
    inspection = InspectionFactory(under_way=True)

    page = desk(UserFactory(surveillance=True)).get(url("change", inspection))

    html = page.content.decode()
    assert '<datalist id="violation-articles">' in html
    assert 'list="violation-articles"' in html
    assert "Điều 11 Nghị định số 98/2020/NĐ-CP" in html


@pytest.mark.django_db
def test_a_promotion_of_another_merchant_is_refused(desk):
    inspection = InspectionFactory()
    promotion = PromotionFactory(published=True)

    response = desk(UserFactory(surveillance=True)).post(
        url("change", inspection),
        form_of(inspection, merchant=MerchantFactory().pk, promotion=promotion.pk),
    )

    assert response.context["adminform"].form.errors == {
        "promotion": ["This promotion belongs to another merchant."]
    }


@pytest.mark.django_db
def test_nothing_changes_after_the_conclusion(desk):
    inspection = InspectionFactory(concluded=True)
    finding = FindingFactory(inspection=inspection)
    SanctionFactory(inspection=inspection)
    InspectedGoodsFactory(inspection=inspection)
    client = desk(UserFactory(surveillance=True))

    page = client.get(url("change", inspection))
    refused = client.post(
        url("change", inspection),
        form_of(
            inspection,
            subject_name="Tên khác",
            **{
                "findings-TOTAL_FORMS": "1",
                "findings-INITIAL_FORMS": "1",
                "findings-0-id": finding.pk,
                "findings-0-inspection": inspection.pk,
                "findings-0-group": "other",
                "findings-0-article": "Điều 1",
                "findings-0-description": "Khác",
            },
        ),
    )

    inspection.refresh_from_db()
    assert page.status_code == 200
    assert 'name="subject_name"' not in page.content.decode()
    assert refused.status_code == 403
    assert inspection.subject_name == "Cửa hàng Thử"
    assert Finding.objects.get().group == finding.group


@pytest.mark.django_db
def test_nothing_can_be_deleted(desk):
    inspection = InspectionFactory()

    response = desk(UserFactory(surveillance=True)).post(
        url("delete", inspection), {"post": "yes"}
    )

    assert response.status_code == 403
    assert Inspection.objects.get() == inspection
