"""The queue of requests about personal data, and deciding on one."""

from datetime import timedelta

from django.utils import timezone

import pytest

from complaints.models import Complaint
from tests.accounts.factories import UserFactory
from tests.complaints.factories import ComplaintFactory, SubjectRequestFactory

pytestmark = pytest.mark.django_db

QUEUE = "/quan-tri/complaints/subjectrequest/"


@pytest.fixture
def officer(client):
    user = UserFactory(trade_management=True)
    client.force_login(user)
    return user


def in_hours(hours, **kwargs):
    asked = timezone.now() + timedelta(hours=hours - 72)
    return SubjectRequestFactory(
        complaint=ComplaintFactory(),
        asked_at=asked,
        due_at=asked + timedelta(hours=72),
        **kwargs,
    )


def page_of(request):
    return f"{QUEUE}{request.pk}/quyet-dinh/"


def listed(response):
    return [one.pk for one in response.context["cl"].result_list]


def test_queue_shows_what_is_late_first(client, officer):
    soon, late, later = in_hours(1.5), in_hours(-1), in_hours(50)

    page = client.get(QUEUE)

    assert listed(page) == [late.pk, soon.pk, later.pk]
    assert "tag--bad" in page.content.decode()
    assert listed(client.get(QUEUE, {"quyet-dinh": "qua-han"})) == [late.pk]
    assert listed(client.get(QUEUE, {"quyet-dinh": "xong"})) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_costs_the_same_for_one_and_three_rows(
    client, officer, rows, django_assert_num_queries
):
    for _ in range(rows):
        in_hours(1)
    client.get(QUEUE)

    # Session, person, unit, the count, two of Django's own rights, the rows.
    with django_assert_num_queries(7):
        client.get(QUEUE)


def test_what_is_asked_is_covered_until_it_is_shown(client, officer):
    request = in_hours(
        1, kind="correction", phone="+84987000111", text="Gọi 0987000111"
    )
    before = client.get(page_of(request)).content.decode()
    step = f"/quan-tri/complaints/complaint/{request.complaint_id}/buoc/hien-nguoi-gui/"

    client.post(step, {"purpose": "call"})

    after = client.get(page_of(request)).content.decode()
    for word in ("0987 000 111", "0912 345 678", "0987000111"):
        assert word not in before
        assert word in after


def test_request_is_granted_with_a_reason(client, officer):
    request = in_hours(1, kind="correction", full_name="Lê Thị Đúng")

    client.post(page_of(request), {"decision": "grant", "reason": "Đã đối chiếu."})

    request.refresh_from_db()
    assert (request.is_granted, request.decided_by) == (True, officer)
    assert Complaint.objects.get().full_name == "Lê Thị Đúng"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": "x"}, "decision"),
        ({"decision": "grant"}, "reason"),
        ({"decision": "refuse", "reason": "x"}, "ground"),
        ({"decision": "grant", "ground": "kept", "reason": "x"}, "ground"),
    ],
)
def test_what_is_missing_is_said(client, officer, data, field):
    request = in_hours(1)

    page = client.post(page_of(request), data)

    assert set(page.context["form"].errors) == {field}
    request.refresh_from_db()
    assert request.decided_at is None


def test_open_report_cannot_be_deleted_and_the_page_says_what_to_do(client, officer):
    request = in_hours(1, kind="deletion")

    page = client.post(page_of(request), {"decision": "grant", "reason": "x"})

    assert page.context["form"].non_field_errors()
    request.refresh_from_db()
    assert request.decided_at is None


def test_second_officer_reads_what_was_decided(client, officer):
    request = in_hours(1)
    client.post(page_of(request), {"decision": "grant", "reason": "Đồng ý."})

    again = client.post(
        page_of(request), {"decision": "refuse", "ground": "kept", "reason": "Không."}
    )

    request.refresh_from_db()
    assert request.is_granted is True
    assert "Đồng ý." in again.content.decode()


@pytest.mark.parametrize(
    "who", ["consumer_association", "surveillance", "inspectorate", "leader"]
)
def test_queue_is_the_divisions_alone(client, who):
    request = in_hours(1)
    client.force_login(UserFactory(**{who: True}))

    assert client.get(QUEUE).status_code == 403
    response = client.post(page_of(request), {"decision": "grant", "reason": "x"})

    assert response.status_code == 403
    request.refresh_from_db()
    assert request.decided_at is None
