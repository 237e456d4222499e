import pytest

from reports.figures import inspections
from tests.inspections.factories import (
    FindingFactory,
    InspectedGoodsFactory,
    InspectionFactory,
    SanctionFactory,
)
from tests.reports.figures.places import counted_by


@pytest.mark.django_db
def test_inspections_are_those_counted_by_hand(campaign, other_campaign, city, town):
    fined = InspectionFactory(
        concluded=True, outcome="sanctioned", campaign=campaign, district=city
    )
    clean = InspectionFactory(concluded=True, campaign=campaign, district=town)
    running = InspectionFactory(under_way=True, campaign=campaign, district=town)
    InspectionFactory(campaign=campaign, district=city)
    InspectionFactory(cancelled=True, campaign=campaign, district=city)
    elsewhere = InspectionFactory(
        concluded=True, campaign=other_campaign, district=city
    )
    FindingFactory(inspection=fined)
    FindingFactory(inspection=fined, group="promotion")
    SanctionFactory(inspection=fined, fine_vnd=7_500_000)
    SanctionFactory(inspection=fined, fine_vnd=2_500_000)
    InspectedGoodsFactory(inspection=fined, value_vnd=12_000_000)
    InspectedGoodsFactory(inspection=clean, value_vnd=1_000_000)
    for not_final in (running, elsewhere):
        FindingFactory(inspection=not_final)
        SanctionFactory(inspection=not_final)
        InspectedGoodsFactory(inspection=not_final)

    assert counted_by(inspections.THEME, campaign) == {
        "KT-01": 3,
        "KT-01/inspection_state": {"concluded": 2, "under_way": 1},
        "KT-01/district": {"380": 1, "382": 2},
        "KT-02": 2,
        "KT-02/outcome": {"no_violation": 1, "sanctioned": 1},
        "KT-02/district": {"380": 1, "382": 1},
        "KT-03": 1,
        "KT-03/district": {"380": 1},
        "KT-04": 2,
        "KT-04/violation": {"counterfeit": 1, "promotion": 1},
        "KT-04/district": {"380": 2},
        "KT-05": 2,
        "KT-05/district": {"380": 2},
        "KT-06": 10_000_000,
        "KT-06/district": {"380": 10_000_000},
        "KT-07": 13_000_000,
        "KT-07/district": {"380": 12_000_000, "382": 1_000_000},
    }
