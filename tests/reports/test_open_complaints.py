from datetime import datetime, timedelta

from django.utils import translation

import pytest

from complaints.models import Complaint
from reports.open_complaints import extract, rows
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import HCM, CampaignFactory
from tests.complaints.factories import CategoryFactory, ComplaintFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 11, 30, 9, tzinfo=HCM)
MIDNIGHT = datetime(2024, 11, 30, tzinfo=HCM)
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def campaign():
    return CampaignFactory()


def reported(campaign, number, **facts):
    return ComplaintFactory.create_batch(number, campaign=campaign, **facts)


def counts(campaign, by, at=NOW):
    [table] = [t for t in extract(campaign, at=at).tables if t.by == by]
    return {row.code: row.count for row in table.rows}


def known(campaign, by):
    return {code: n for code, n in counts(campaign, by).items() if n != 0}


def test_counts_stand_as_the_day_began(campaign):
    reported(campaign, 6, received_at=MIDNIGHT - INSTANT)
    reported(campaign, 6, received_at=MIDNIGHT)

    found = extract(campaign, at=NOW)

    assert (found.as_of, found.total) == (MIDNIGHT, 6)


def test_a_report_is_closed_from_the_day_after(campaign):
    reported(campaign, 6, resolved=True, closed_at=MIDNIGHT - INSTANT)
    reported(campaign, 7, resolved=True, closed_at=MIDNIGHT)
    reported(campaign, 8)

    assert known(campaign, "state") == {"resolved": 6, "in_progress": 15}


def test_the_day_is_counted_once(campaign):
    reported(campaign, 6)
    first = extract(campaign, at=NOW)

    Complaint.objects.update(seller_channel="social")

    assert extract(campaign, at=NOW + timedelta(hours=14)) == first


def test_only_genuine_reports_of_the_campaign_count(campaign):
    reported(campaign, 6)
    reported(campaign, 6, set_aside=True)
    reported(None, 6)

    assert extract(campaign, at=NOW).total == 6


def test_each_breakdown_is_by_its_code_and_in_the_language_of_the_reader(campaign):
    CategoryFactory(code="other", name="Việc khác", name_en="Something else")
    reported(campaign, 6, category__code="other", source="api", seller_channel="social")

    with translation.override("en"):
        [table] = [t for t in extract(campaign, at=NOW).tables if t.by == "category"]

    assert [(r.name, r.count) for r in table.rows if r.code == "other"] == [
        ("Something else", 6)
    ]
    assert known(campaign, "source") == {"api": 6}
    assert known(campaign, "channel") == {"social": 6}


def test_small_counts_and_what_gives_them_away_are_left_out(campaign):
    for code, number in [("380", 12), ("382", 5), ("384", 4), ("385", 0)]:
        district = DistrictFactory(code=code, name=code, slug=code)
        reported(campaign, number, district=district)

    assert counts(campaign, "district") == {
        "380": 12,
        "382": None,
        "384": None,
        "385": 0,
    }


@pytest.mark.parametrize(("number", "shown"), [(4, None), (5, 5)])
def test_of_a_small_total_nothing_is_told(campaign, number, shown):
    reported(campaign, number, district=DistrictFactory())

    found = extract(campaign, at=NOW)

    assert found.total == shown
    told = {row.count for table in found.tables for row in table.rows}
    assert told == ({None} if shown is None else {0, 5})


@pytest.mark.parametrize(
    ("number", "total", "counted_to"), [(1, 6, 29), (4, 6, 29), (5, 11, 30)]
)
def test_new_reports_wait_until_they_are_five(campaign, number, total, counted_to):
    reported(campaign, 6, received_at=NOW - timedelta(days=3))
    reported(campaign, number, received_at=NOW - timedelta(days=1))

    found = extract(campaign, at=NOW)

    assert found.total == total
    assert found.received_before == datetime(2024, 11, counted_to, tzinfo=HCM)
    days = counts(campaign, "day")
    assert ("2024-11-29" in days) == (number == 5)
    assert (days["2024-11-27"], days["2024-11-28"]) == (6, 0)


def test_days_that_wait_are_added_together(campaign):
    reported(campaign, 6, received_at=NOW - timedelta(days=4))
    reported(campaign, 3, received_at=NOW - timedelta(days=3))
    reported(campaign, 2, received_at=NOW - timedelta(days=1))

    days = [extract(campaign, at=NOW - timedelta(days=n)) for n in (2, 1, 0)]

    assert [found.total for found in days] == [6, 6, 11]
    assert [found.received_before.day for found in days] == [27, 27, 30]


def test_the_state_of_what_is_counted_goes_on(campaign):
    reported(campaign, 6, received_at=NOW - timedelta(days=3), resolved=True)
    reported(campaign, 6, received_at=NOW - timedelta(days=3))
    Complaint.objects.filter(state="resolved").update(closed_at=MIDNIGHT - INSTANT)
    reported(campaign, 1, received_at=NOW - timedelta(days=1))

    assert known(campaign, "state") == {"resolved": 6, "in_progress": 6}


def test_a_day_without_reports_is_told_once_it_is_over(campaign):
    reported(campaign, 6, received_at=NOW - timedelta(days=3))

    assert counts(campaign, "day") == {
        "2024-11-25": 0,
        "2024-11-26": 0,
        "2024-11-27": 6,
        "2024-11-28": 0,
        "2024-11-29": 0,
    }


def test_a_hidden_week_is_not_told_by_its_days(campaign):
    at = datetime(2024, 11, 20, 9, tzinfo=HCM)
    for day, number in [(18, 2), (19, 2), (26, 9), (27, 10)]:
        reported(campaign, number, received_at=at.replace(day=day))

    weeks, days = counts(campaign, "week"), counts(campaign, "day")

    assert weeks == {"2024-11-18": None, "2024-11-25": None}
    assert set(days.values()) == {None}


def test_a_small_day_hides_another_of_its_week(campaign):
    at = datetime(2024, 11, 20, 9, tzinfo=HCM)
    for day, number in [(20, 9), (25, 4), (26, 9), (27, 10)]:
        reported(campaign, number, received_at=at.replace(day=day))

    assert counts(campaign, "week") == {"2024-11-18": 9, "2024-11-25": 23}
    assert known(campaign, "day") == {
        "2024-11-20": 9,
        "2024-11-25": None,
        "2024-11-26": None,
        "2024-11-27": 10,
    }


def test_a_sheet_leaves_empty_what_is_not_shown(campaign):
    reported(campaign, 6, source="api")

    lines = [line for line in rows(extract(campaign, at=NOW)) if line[2] == "source"]

    moment = "2024-11-30T00:00:00+07:00"
    assert [moment, moment, "source", "api", "Qua phần mềm của bên khác", "6"] in lines


def test_counting_costs_the_same_for_few_and_many(
    campaign, django_assert_num_queries, settings
):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    }
    reported(campaign, 1)
    # The days, the groups, and twice the categories and the districts.
    with django_assert_num_queries(6):
        extract(campaign, at=NOW)
    for n in range(9):
        reported(
            campaign,
            2,
            category__code=f"loai-{n}",
            received_at=MIDNIGHT - n * timedelta(3),
        )
    with django_assert_num_queries(6):
        extract(campaign, at=NOW)
