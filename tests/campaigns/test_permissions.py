import pytest

from campaigns.models import Campaign
from campaigns.permissions import (
    may_change_activity,
    may_keep_campaigns,
    may_report_activities,
    sees_drafts,
    sees_every_activity,
)
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import ActivityFactory, CampaignFactory

pytestmark = pytest.mark.django_db
RULES = (sees_drafts, may_keep_campaigns, sees_every_activity, may_report_activities)
YES, NO = True, False


@pytest.mark.parametrize(
    ("trait", "answers"),
    [
        ("import_export", (YES, YES, YES, YES)),
        ("leader", (YES, NO, YES, YES)),
        ("trade_management", (YES, NO, NO, YES)),
        ("office", (YES, NO, NO, YES)),
        ("inspectorate", (YES, NO, NO, YES)),
        ("affiliated", (YES, NO, NO, YES)),
        ("district_officer", (YES, NO, NO, YES)),
        ("surveillance", (YES, NO, NO, YES)),
        ("surveillance_team", (YES, NO, NO, YES)),
        ("consumer_association", (YES, NO, NO, YES)),
        ("business_association", (YES, NO, NO, YES)),
        ("administrator", (YES, YES, NO, NO)),
        ("merchant", (NO, NO, NO, NO)),
    ],
)
def test_each_unit_may_what_the_plan_gives_it(trait, answers):
    user = UserFactory(**{trait: True})

    assert tuple(rule(user) for rule in RULES) == answers


def test_the_dismissed_may_nothing():
    user = UserFactory(import_export=True, dismissed=True)

    assert [rule(user) for rule in RULES] == [False] * 4


def test_an_activity_is_changed_by_its_own_unit_only():
    activity = ActivityFactory()

    assert may_change_activity(UserFactory(office=True), activity)
    for trait in ("import_export", "leader", "administrator", "merchant"):
        assert not may_change_activity(UserFactory(**{trait: True}), activity)


@pytest.mark.parametrize(("trait", "count"), [("merchant", 1), ("office", 2)])
def test_drafts_are_known_within_the_office_only(trait, count):
    CampaignFactory()
    CampaignFactory(draft=True)

    seen = Campaign.objects.visible_to(UserFactory(**{trait: True}))

    assert seen.count() == count
