from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction

import pytest

from reports.figures.catalogue import FIGURES
from reports.figures.counting import count_all, count_themes, read_members
from reports.figures.dimension import DISTRICT, FORM
from reports.figures.figure import Rate
from tests.campaigns.factories import HCM, CampaignFactory
from tests.complaints.factories import ComplaintFactory
from tests.inspections.factories import FindingFactory, InspectionFactory
from tests.promotions.factories import PromotionFactory
from tests.reports.figures.places import NOW


@pytest.mark.django_db
def test_every_breakdown_adds_up_to_its_total(campaign, city, town):
    for district in (city, town, town):
        ComplaintFactory(campaign=campaign, district=district)
        ComplaintFactory(campaign=campaign, district=district, resolved=True)
        PromotionFactory(
            published=True,
            campaign=campaign,
            merchant__district=district,
            used_total_vnd=7,
        )
        FindingFactory(
            inspection=InspectionFactory(
                concluded=True, campaign=campaign, district=district
            )
        )

    members = read_members()
    counted = count_themes(campaign, at=NOW, members=members)

    compared = 0
    for figure in FIGURES.values():
        for dimension in figure.by:
            rows = counted[figure.breakdown_code(dimension)]
            if dimension == FORM or not figure.adds_up or isinstance(figure, Rate):
                continue
            assert sum(rows.values()) == counted[figure.code], figure.code
            compared += bool(rows)
    assert compared == 23
    assert counted[f"CT-01/{DISTRICT.code}"] == {"380": 1, "382": 2}


@pytest.mark.django_db(transaction=True)
def test_all_is_counted_as_it_stood_at_one_moment():
    """What is committed while the figures are taken is in none of them."""
    campaign = CampaignFactory()
    ComplaintFactory(campaign=campaign)
    isolation = []

    class Theme:
        def count(self, campaign, *, at, members):
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_isolation")
                isolation.append(cursor.fetchone()[0])
                cursor.execute("SHOW transaction_read_only")
                isolation.append(cursor.fetchone()[0])
            return {}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reports.figures.counting.THEMES", (Theme(),))
        count_all(campaign, at=NOW)

    assert isolation == ["repeatable read", "on"]


@pytest.mark.django_db(transaction=True)
def test_counting_refuses_to_join_a_transaction_that_already_runs():
    campaign = CampaignFactory()

    with transaction.atomic(), pytest.raises(RuntimeError):
        count_all(campaign, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_every_figure_is_counted():
    campaign = CampaignFactory()

    counted, members = count_all(campaign, at=datetime(2024, 12, 10, tzinfo=HCM))

    expected = {figure.code for figure in FIGURES.values() if figure.adds_up}
    expected |= {
        figure.breakdown_code(dimension)
        for figure in FIGURES.values()
        for dimension in figure.by
    }
    assert set(counted) == expected
    assert sorted(members) == sorted(
        {dimension.code for figure in FIGURES.values() for dimension in figure.by}
    )
    assert counted["HH-06"] is None
    assert Decimal(counted["CT-04"]) == 0
