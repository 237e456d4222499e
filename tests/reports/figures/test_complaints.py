from datetime import datetime
from decimal import Decimal

import pytest

from reports.figures import complaints
from tests.campaigns.factories import HCM
from tests.complaints.factories import CategoryFactory, ComplaintFactory
from tests.reports.figures.places import NOW, counted_by

DUE_AT = datetime(2024, 12, 6, tzinfo=HCM)


def closed(at, **facts):
    return ComplaintFactory(resolved=True, due_at=DUE_AT, closed_at=at, **facts)


@pytest.fixture
def counted(campaign, other_campaign, city, town):
    fake = CategoryFactory(counterfeit=True)
    in_city = {"campaign": campaign, "district": city}
    in_town = {"campaign": campaign, "district": town, "category": fake, "kind": "tip"}
    closed(datetime(2024, 12, 5, 23, 59, tzinfo=HCM), **in_city)
    closed(DUE_AT, **in_city)
    closed(datetime(2024, 12, 1, tzinfo=HCM), state="withdrawn", **in_town)
    ComplaintFactory(due_at=NOW, **in_city)
    ComplaintFactory(due_at=datetime(2024, 12, 21, tzinfo=HCM), **in_town)
    ComplaintFactory(in_progress=True, **in_town)
    closed(DUE_AT, campaign=other_campaign, district=city)
    ComplaintFactory(district=city)
    return counted_by(complaints.THEME, campaign)


@pytest.mark.django_db
def test_totals_are_those_counted_by_hand(counted):
    totals = {code: value for code, value in counted.items() if "/" not in code}

    assert totals == {
        "PA-01": 6,
        "PA-02": 3,
        "PA-03": 2,
        "PA-04": 1,
        "PA-05": 3,
        "PA-06": 1,
        "PA-07": Decimal("66.67"),
    }


@pytest.mark.django_db
def test_breakdowns_are_those_counted_by_hand(counted):
    assert counted["PA-01/district"] == {"380": 3, "382": 3}
    assert counted["PA-01/category"] == {"counterfeit": 3, "false-discount": 3}
    assert counted["PA-01/complaint_kind"] == {"complaint": 3, "tip": 3}
    assert counted["PA-01/complaint_state"] == {
        "in_progress": 1,
        "received": 2,
        "resolved": 2,
        "withdrawn": 1,
    }
    assert counted["PA-02/district"] == {"380": 2, "382": 1}
    assert counted["PA-03/district"] == {"380": 1, "382": 1}
    assert counted["PA-04/district"] == {"380": 1}
    assert counted["PA-05/district"] == {"380": 1, "382": 2}
    assert counted["PA-06/district"] == {"380": 1}
    assert counted["PA-07/district"] == {
        "380": Decimal("50.00"),
        "382": Decimal("100.00"),
    }


@pytest.mark.django_db
def test_closed_and_open_make_what_was_received(counted):
    assert counted["PA-02"] + counted["PA-05"] == counted["PA-01"]
    assert counted["PA-03"] + counted["PA-04"] == counted["PA-02"]


@pytest.mark.django_db
def test_overdue_begins_at_the_due_moment(campaign):
    ComplaintFactory(campaign=campaign, due_at=DUE_AT)
    a_moment_before = datetime(2024, 12, 5, 23, 59, 59, tzinfo=HCM)

    overdue = [
        counted_by(complaints.THEME, campaign, at=at)["PA-06"]
        for at in (a_moment_before, DUE_AT)
    ]

    assert overdue == [0, 1]


@pytest.mark.django_db
def test_nothing_closed_has_no_rate(campaign):
    counted = counted_by(complaints.THEME, campaign)

    assert counted["PA-01"] == 0
    assert counted["PA-07"] is None
    assert counted["PA-01/district"] == {}


@pytest.mark.django_db
def test_all_complaints_are_read_in_one_scan(campaign, django_assert_num_queries):
    members = {"district": [], "category": [], "complaint_kind": []}
    members["complaint_state"] = []

    with django_assert_num_queries(1):
        complaints.count(campaign, at=NOW, members=members)
