from datetime import date, datetime

import pytest

from campaigns.activities import DoneInFuture, Total, report, totals
from campaigns.enums import ActivityKind
from campaigns.models import Activity
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HCM, ActivityFactory, CampaignFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 26, 0, 0, tzinfo=HCM)


def draft(**changes):
    given = {"campaign": CampaignFactory(), "kind": ActivityKind.EVENT, "title": "Họp"}
    return Activity(**{**given, "done_on": date(2024, 11, 25), **changes})


def test_a_report_is_made_in_the_name_of_the_unit():
    officer = UserFactory(office=True)

    activity = report(draft(), by=officer, at=AT)

    activity.refresh_from_db()
    assert (activity.unit, activity.reported_by) == (officer.unit, officer)
    assert activity.reported_at == AT


@pytest.mark.parametrize(
    ("done_on", "is_future"), [(date(2024, 11, 26), False), (date(2024, 11, 27), True)]
)
def test_only_what_has_been_done_is_reported(done_on, is_future):
    officer = UserFactory(office=True)
    if is_future:
        with pytest.raises(DoneInFuture):
            report(draft(done_on=done_on), by=officer, at=AT)
    else:
        report(draft(done_on=done_on), by=officer, at=AT)

    assert Activity.objects.count() == (0 if is_future else 1)


def test_a_correction_carries_the_name_of_who_made_it():
    activity = ActivityFactory()
    colleague = UserFactory(office=True)

    activity.title = "Tin đã đính chính"
    report(activity, by=colleague, at=AT)

    activity.refresh_from_db()
    assert (activity.reported_by, activity.reported_at) == (colleague, AT)
    labels = activity.revisions.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(labels) == ["insert", "update"]


def test_totals_name_every_kind():
    campaign = CampaignFactory()
    ActivityFactory(campaign=campaign, quantity=2, reached_count=500)
    ActivityFactory(campaign=campaign, quantity=1, reached_count=120)
    ActivityFactory(campaign=campaign, kind=ActivityKind.EVENT, reached_count=80)

    assert totals(Activity.objects.all()) == [
        Total(ActivityKind.ARTICLE, 2, 3, 620),
        Total(ActivityKind.EVENT, 1, 1, 80),
        Total(ActivityKind.GUIDANCE, 0, 0, 0),
        Total(ActivityKind.OTHER, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("trait", "sees"),
    [
        ("import_export", "all"),
        ("leader", "all"),
        ("office", "own"),
        ("trade_management", "none"),
        ("district_officer", "none"),
        ("administrator", "none"),
        ("merchant", "none"),
    ],
)
def test_who_sees_which_reports(trait, sees):
    campaign = CampaignFactory()
    own = ActivityFactory(campaign=campaign)
    other = ActivityFactory(
        campaign=campaign, unit__code="khac", unit__kind="affiliated"
    )
    expected = {"all": {own, other}, "own": {own}, "none": set()}[sees]

    seen = Activity.objects.visible_to(UserFactory(**{trait: True}))

    assert set(seen) == expected
