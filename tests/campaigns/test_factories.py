import pytest

from tests.campaigns.factories import (
    ActivityFactory,
    AssignmentFactory,
    CampaignFactory,
    TimeSlotFactory,
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "traits"),
    [
        (CampaignFactory, {}),
        (CampaignFactory, {"draft": True}),
        (CampaignFactory, {"next_year": True}),
        (TimeSlotFactory, {}),
        (AssignmentFactory, {}),
        (ActivityFactory, {}),
    ],
)
def test_every_factory_makes_a_valid_record(factory, traits):
    record = factory(**traits)

    record.full_clean()
    assert type(record).objects.get() == record


@pytest.mark.django_db
def test_an_activity_is_reported_by_somebody_of_its_unit():
    activity = ActivityFactory()

    assert activity.reported_by.unit == activity.unit
