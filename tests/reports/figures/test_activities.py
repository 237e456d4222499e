import pytest

from reports.figures import activities
from tests.accounts.factories import UnitFactory
from tests.campaigns.factories import ActivityFactory, AssignmentFactory
from tests.reports.figures.places import counted_by


@pytest.mark.django_db
def test_activities_are_those_counted_by_hand(campaign, other_campaign):
    office, division = UnitFactory(office=True), UnitFactory(import_export=True)
    ActivityFactory(campaign=campaign, unit=office, quantity=3, reached_count=500)
    ActivityFactory(campaign=campaign, unit=office, quantity=1)
    ActivityFactory(
        campaign=campaign, unit=division, kind="event", quantity=2, reached_count=120
    )
    ActivityFactory(campaign=campaign, unit=division, kind="guidance", quantity=40)
    ActivityFactory(campaign=campaign, unit=division, kind="other")
    ActivityFactory(campaign=other_campaign, unit=UnitFactory(), quantity=100)

    AssignmentFactory(campaign=campaign, unit=division, section="III.1.1", position=1)
    AssignmentFactory(campaign=campaign, unit=office, section="III.1.1", position=1)
    AssignmentFactory(campaign=campaign, unit=office, section="III.1.3", position=1)
    AssignmentFactory(campaign=other_campaign, section="III.5")

    assert counted_by(activities.THEME, campaign) == {
        "TR-01": 5,
        "TR-01/activity_kind": {"article": 2, "event": 1, "guidance": 1, "other": 1},
        "TR-02": 4,
        "TR-03": 2,
        "TR-04": 40,
        "TR-05": 620,
        "TR-05/activity_kind": {"article": 500, "event": 120},
        "TR-06": 2,
        "TR-07": 2,
        "TR-08": 2,
    }
