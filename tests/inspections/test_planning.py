from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection

import pytest

from inspections.models import Inspection
from inspections.planning import plan, subject_of_complaints, subject_of_promotion
from tests.accounts.factories import DistrictFactory, UnitFactory, UserFactory
from tests.campaigns.factories import HCM, CampaignFactory
from tests.complaints.factories import ComplaintFactory
from tests.inspections.factories import InspectionFactory
from tests.promotions.factories import MerchantFactory, PromotionFactory

NOW = datetime(2024, 11, 29, 9, tzinfo=HCM)


def planned(**facts):
    facts = {
        "unit": UnitFactory(surveillance=True),
        "district": DistrictFactory(),
        "subject_name": "Cửa hàng Thử",
        "by": None,
        "at": NOW,
        **facts,
    }
    return plan(**facts)


@pytest.mark.django_db
def test_a_plan_is_recorded_with_its_complaints_and_first_event():
    officer = UserFactory(surveillance_team=True)
    complaints = ComplaintFactory.create_batch(2)

    inspection = planned(unit=officer.unit, complaints=complaints, by=officer)

    inspection.refresh_from_db()
    event = inspection.events.get()
    assert inspection.reference == "KT-2024-00001"
    assert inspection.state == "planned"
    assert inspection.created_at == NOW
    assert list(inspection.complaints.order_by("pk")) == complaints
    assert (event.verb, event.from_state, event.to_state) == ("plan", "", "planned")
    assert (event.by, event.actor) == (officer, officer.unit.name)


@pytest.mark.django_db
def test_references_count_on_within_the_year_of_the_plan():
    InspectionFactory(reference="KT-2023-00041")
    InspectionFactory(reference="KT-2024-00009")
    InspectionFactory(reference="KT-2024-00007")

    assert planned().reference == "KT-2024-00010"
    assert planned(at=datetime(2024, 12, 31, 23, 59, tzinfo=HCM)).reference == (
        "KT-2024-00011"
    )
    assert planned(at=datetime(2025, 1, 1, tzinfo=HCM)).reference == "KT-2025-00001"


@pytest.mark.django_db
def test_references_count_on_beyond_five_digits():
    InspectionFactory(reference="KT-2024-99999")
    InspectionFactory(reference="KT-2024-100000")

    assert planned().reference == "KT-2024-100001"


@pytest.mark.django_db(transaction=True)
def test_those_who_plan_at_once_get_a_reference_each():
    unit, district = UnitFactory(surveillance=True), DistrictFactory()

    def plan_one(_):
        try:
            return planned(unit=unit, district=district).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        references = list(threads.map(plan_one, range(16)))

    assert sorted(references) == [f"KT-2024-{n:05d}" for n in range(1, 17)]
    assert Inspection.objects.count() == 16


@pytest.mark.django_db
def test_complaints_on_one_merchant_name_it():
    merchant = MerchantFactory(name="Công ty Lam Sơn")
    promotion = PromotionFactory(merchant=merchant)
    district = DistrictFactory()
    complaints = ComplaintFactory.create_batch(
        2,
        merchant=merchant,
        promotion=promotion,
        campaign=promotion.campaign,
        district=district,
    )

    subject = subject_of_complaints(complaints)

    assert subject.subject_name == "Công ty Lam Sơn"
    assert subject.merchant == merchant
    assert subject.promotion == promotion
    assert subject.campaign == promotion.campaign
    assert subject.district == district


@pytest.mark.django_db
def test_complaints_that_disagree_claim_nothing():
    campaign = CampaignFactory()
    complaints = [
        ComplaintFactory(
            merchant=MerchantFactory(), campaign=campaign, seller_name="Shop A"
        ),
        ComplaintFactory(campaign=campaign, seller_name="Shop B"),
    ]

    subject = subject_of_complaints(complaints)

    assert subject.subject_name == "Shop A"
    assert subject.merchant is None
    assert subject.promotion is None
    assert subject.campaign == campaign
    assert subject.district is None


@pytest.mark.django_db
def test_a_promotion_names_its_merchant_and_the_district_of_its_office():
    promotion = PromotionFactory()

    subject = subject_of_promotion(promotion)

    assert subject.merchant == promotion.merchant
    assert subject.subject_name == promotion.merchant.name
    assert subject.promotion == promotion
    assert subject.district == promotion.merchant.district


def test_no_complaint_is_no_subject():
    assert subject_of_complaints([]).subject_name == ""
