from datetime import datetime, timedelta

import pytest

from complaints.enums import ReferralRole
from inspections.clusters import clusters
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory
from tests.inspections.factories import InspectionFactory
from tests.promotions.factories import MerchantFactory, PromotionFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
PAGE = "/quan-tri/inspections/inspection/de-xuat/"


@pytest.fixture
def surveyor():
    return UserFactory(surveillance=True)


def reported(count, *, unit=None, **kwargs):
    unit = unit or UnitFactory(surveillance=True)
    made = [ComplaintFactory(**kwargs) for _ in range(count)]
    for one in made:
        ReferralFactory(complaint=one, unit=unit, role=ReferralRole.REFERRAL)
    return made


def confirmed(count, **kwargs):
    return reported(count, verdict="confirmed", verdict_at=AT, **kwargs)


def found(user, at=AT):
    return [(one.name, one.count, one.score) for one in clusters(user, at=at)]


@pytest.mark.parametrize(("count", "proposals"), [(2, 0), (3, 1)])
def test_three_reports_on_one_promotion_are_proposed(surveyor, count, proposals):
    reported(count, promotion=PromotionFactory(name="Giảm sốc"))

    assert len(found(surveyor)) == proposals


def test_confirmed_reports_weigh_more(surveyor):
    many, sure = PromotionFactory(name="Nhiều"), PromotionFactory(name="Chắc")
    reported(4, promotion=many)
    reported(2, promotion=sure)
    confirmed(2, promotion=sure)

    assert found(surveyor) == [("Chắc", 4, 8), ("Nhiều", 4, 4)]


def test_merchant_is_proposed_only_if_its_reports_say_more_than_a_promotion(surveyor):
    merchant = MerchantFactory(name="Cửa hàng X")
    one = PromotionFactory(name="Khuyến mại X", merchant=merchant)
    reported(3, promotion=one, merchant=merchant)
    assert [name for name, *_ in found(surveyor)] == ["Khuyến mại X"]

    reported(1, merchant=merchant)

    assert found(surveyor) == [("Cửa hàng X", 4, 4), ("Khuyến mại X", 3, 3)]


@pytest.mark.parametrize(
    "changes",
    [
        {"received_at": AT - timedelta(days=60)},
        {"state": "withdrawn", "closed_at": AT, "outcome": "Rút."},
        {"state": "not_accepted", "closed_at": AT, "outcome": "Không rõ."},
        {"verdict": "unfounded", "verdict_at": AT},
    ],
)
def test_old_and_groundless_reports_do_not_count(surveyor, changes):
    promotion = PromotionFactory()
    reported(2, promotion=promotion)
    reported(1, promotion=promotion, **changes)

    assert found(surveyor) == []


def test_report_of_just_inside_the_window_counts(surveyor):
    inside = AT - timedelta(days=60) + timedelta(seconds=1)
    reported(3, promotion=PromotionFactory(), received_at=inside)

    assert len(found(surveyor)) == 1


@pytest.mark.parametrize(("trait", "count"), [("under_way", 0), ("cancelled", 1)])
def test_what_is_inspected_already_is_not_proposed_again(surveyor, trait, count):
    reports = reported(3, promotion=PromotionFactory())
    InspectionFactory(**{trait: True}).complaints.set(reports)
    InspectionFactory()

    assert len(found(surveyor)) == count


def test_team_counts_only_what_came_to_it(surveyor):
    reported(3, promotion=PromotionFactory())
    team = UserFactory(surveillance_team=True)

    assert found(team) == []


def test_proposing_costs_two_queries(surveyor, django_assert_num_queries):
    for _ in range(2):
        reported(3, promotion=PromotionFactory())
        with django_assert_num_queries(2):
            clusters(surveyor, at=AT)


def test_button_opens_a_plan_that_is_filled_in(client, surveyor, monkeypatch):
    monkeypatch.setattr("campaigns.clock.now", lambda: AT)
    promotion = PromotionFactory(name="Giảm sốc")
    reports = reported(3, promotion=promotion, merchant=promotion.merchant)
    client.force_login(surveyor)

    page = client.get(PAGE)
    numbers = ",".join(str(one.pk) for one in reversed(reports))
    url = f"/quan-tri/inspections/inspection/add/?complaints={numbers}"
    assert url in page.content.decode()

    form = client.get(url).context["adminform"].form
    assert form.initial["promotion"] == promotion
    assert {one.pk for one in form.initial["complaints"]} == {one.pk for one in reports}
    assert PAGE in client.get("/quan-tri/inspections/inspection/").content.decode()


@pytest.mark.parametrize(
    "trait", ["trade_management", "inspectorate", "office", "merchant", "administrator"]
)
def test_only_who_plans_inspections_sees_proposals(client, trait):
    client.force_login(UserFactory(**{trait: True}))

    assert client.get(PAGE).status_code in {302, 403}
