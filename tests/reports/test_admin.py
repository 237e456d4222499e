from django.urls import reverse

import pytest

from tests.accounts.factories import UserFactory
from tests.reports.factories import ReportFactory
from tests.reports.test_permissions import DENIED


def pages(model, pk):
    return [
        reverse(f"admin:reports_{model}_changelist"),
        reverse(f"admin:reports_{model}_change", args=[pk]),
    ]


@pytest.mark.parametrize("kind", [one for one in DENIED if one != "merchant"])
@pytest.mark.django_db
def test_other_units_find_no_report_in_the_admin(kind, client):
    report = ReportFactory(ready=True)
    client.force_login(UserFactory(**{kind: True}))

    listed, opened = (client.get(url) for url in pages("report", report.pk))

    assert listed.status_code == 403
    assert opened.status_code in {302, 403}


@pytest.mark.parametrize("kind", ["leader", "import_export"])
@pytest.mark.django_db
def test_reports_and_snapshots_are_read_only(kind, client):
    report = ReportFactory(ready=True)
    client.force_login(UserFactory(**{kind: True}))

    for model, pk in [("report", report.pk), ("snapshot", report.snapshot.pk)]:
        listed, opened = pages(model, pk)
        add = reverse(f"admin:reports_{model}_add")
        delete = reverse(f"admin:reports_{model}_delete", args=[pk])
        assert client.get(listed).status_code == 200
        assert client.get(opened).status_code == 200
        assert client.post(opened, {"state": "failed"}).status_code == 403
        assert client.get(add).status_code == 403
        assert client.post(delete, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.django_db
def test_the_list_asks_the_same_queries_for_any_number(
    count, client, django_assert_num_queries
):
    first = ReportFactory()
    for _ in range(count - 1):
        ReportFactory(campaign=first.campaign)
    client.force_login(UserFactory(leader=True))

    with django_assert_num_queries(11):
        response = client.get(reverse("admin:reports_report_changelist"))

    assert response.context["cl"].result_count == count
