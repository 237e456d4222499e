"""The matrix: kind of unit x list, object and file."""

from django.contrib.auth.models import AnonymousUser

import pytest

from reports.models import Report, Snapshot
from reports.permissions import (
    may_download_report,
    may_request_report,
    may_see_dashboard,
)
from tests.accounts.factories import UserFactory
from tests.reports.factories import ReportFactory

DENIED = [
    "trade_management",
    "office",
    "inspectorate",
    "affiliated",
    "district_officer",
    "surveillance",
    "surveillance_team",
    "consumer_association",
    "business_association",
    "administrator",
    "merchant",
]


@pytest.mark.parametrize(
    ("kind", "sees", "downloads"),
    [
        ("leader", True, True),
        ("import_export", True, False),
        *((kind, False, False) for kind in DENIED),
    ],
)
@pytest.mark.django_db
def test_each_unit_sees_and_takes_what_it_may(kind, sees, downloads):
    report = ReportFactory(ready=True, requested_by=UserFactory(merchant=True))
    user = UserFactory(**{kind: True})

    assert list(Report.objects.visible_to(user)) == ([report] if sees else [])
    assert list(Snapshot.objects.visible_to(user)) == (
        [report.snapshot] if sees else []
    )
    assert may_see_dashboard(user) is sees
    assert may_request_report(user) is sees
    assert may_download_report(user) is downloads


@pytest.mark.django_db
def test_a_visitor_and_a_dismissed_leader_see_and_take_nothing():
    ReportFactory(ready=True)

    for user in (AnonymousUser(), UserFactory(leader=True, dismissed=True)):
        assert list(Report.objects.visible_to(user)) == []
        assert not may_see_dashboard(user)
        assert not may_download_report(user)
