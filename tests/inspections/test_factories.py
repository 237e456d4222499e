import pytest

from inspections.models import Inspection
from tests.inspections import factories

TRAITS = ["of_team", "with_papers", "under_way", "concluded", "cancelled"]


@pytest.mark.parametrize(
    "part",
    [
        factories.FindingFactory,
        factories.SanctionFactory,
        factories.InspectedGoodsFactory,
    ],
)
@pytest.mark.django_db
def test_each_part_is_valid(part):
    part().full_clean()


@pytest.mark.parametrize("trait", [None, *TRAITS])
@pytest.mark.django_db
def test_each_situation_is_valid(trait):
    inspection = factories.InspectionFactory(**({trait: True} if trait else {}))

    inspection.full_clean()

    assert Inspection.objects.get() == inspection
