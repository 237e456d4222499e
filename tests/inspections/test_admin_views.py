from django.urls import reverse
from django.utils import translation

import pytest

from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import ComplaintFactory
from tests.inspections.factories import InspectionFactory


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client):
    """Log somebody in and return the client: ``desk(user)``."""

    def logged_in(user):
        client.force_login(user)
        return client

    return logged_in


def url(name, inspection):
    return reverse(f"admin:inspections_inspection_{name}", args=[inspection.pk])


@pytest.mark.django_db
def test_begin_moves_it_on(desk):
    officer = UserFactory(surveillance=True)
    inspection = InspectionFactory()

    response = desk(officer).post(url("begin", inspection), follow=True)

    inspection.refresh_from_db()
    assert inspection.state == "under_way"
    assert inspection.events.get().by == officer
    assert [str(m) for m in response.context["messages"]] == [
        "The inspection is under way."
    ]


@pytest.mark.django_db
def test_begin_by_address_alone_does_nothing(desk):
    inspection = InspectionFactory()

    response = desk(UserFactory(surveillance=True)).get(url("begin", inspection))

    inspection.refresh_from_db()
    assert response.status_code == 405
    assert inspection.state == "planned"


@pytest.mark.django_db
def test_cancelling_asks_for_a_reason(desk):
    inspection = InspectionFactory()
    client = desk(UserFactory(surveillance=True))

    refused = client.post(url("cancel", inspection), {"reason": " "})
    inspection.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert inspection.state == "planned"

    client.post(url("cancel", inspection), {"reason": "Cửa hàng đã đóng cửa"})
    inspection.refresh_from_db()
    assert inspection.state == "cancelled"
    assert inspection.events.get().reason == "Cửa hàng đã đóng cửa"


@pytest.mark.django_db
def test_concluding_shows_first_what_is_told_to_how_many(desk):
    inspection = InspectionFactory(under_way=True)
    inspection.complaints.set(
        [
            ComplaintFactory(),
            ComplaintFactory(email="", phone="0912345678"),
            ComplaintFactory(anonymous=True),
        ]
    )
    client = desk(UserFactory(surveillance=True))
    answer = {"outcome": "reminder", "notice": "Cửa hàng đã ký cam kết."}

    response = client.post(url("conclude", inspection), {**answer, "preview": "1"})

    inspection.refresh_from_db()
    audience = response.context["audience"]
    html = response.content.decode()
    assert response.context["is_preview"] is True
    assert (audience.total, audience.by_email, audience.by_lookup) == (3, 1, 1)
    assert audience.unreachable == 1
    assert '<div class="told"><p>Cửa hàng đã ký cam kết.</p></div>' in html
    assert "3 complainants will be told." in html
    assert inspection.state == "under_way"
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_concluding_from_the_preview_tells_and_closes(desk):
    officer = UserFactory(surveillance=True)
    inspection = InspectionFactory(under_way=True)
    inspection.complaints.add(ComplaintFactory())
    client = desk(officer)
    answer = {"outcome": "reminder", "notice": "Cửa hàng đã ký cam kết."}

    changed = client.post(url("conclude", inspection), {**answer, "change": "1"})
    done = client.post(
        url("conclude", inspection), {**answer, "conclude": "1"}, follow=True
    )
    again = client.post(
        url("conclude", inspection), {**answer, "conclude": "1"}, follow=True
    )

    inspection.refresh_from_db()
    assert changed.context["is_preview"] is False
    assert changed.context["form"]["notice"].value() == "Cửa hàng đã ký cam kết."
    assert inspection.state == "concluded"
    assert [str(m) for m in done.context["messages"]] == [
        "The inspection is concluded; 1 complainant is told."
    ]
    assert [str(m) for m in again.context["messages"]] == [
        "The inspection is “Concluded” now; this step is no longer open."
    ]
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_what_stands_against_the_conclusion_is_said_and_nothing_lost(desk):
    inspection = InspectionFactory(under_way=True, decision_ref="")
    client = desk(UserFactory(surveillance=True))

    response = client.post(
        url("conclude", inspection),
        {"outcome": "sanctioned", "notice": "Đã xử phạt.", "conclude": "1"},
    )

    inspection.refresh_from_db()
    form = response.context["form"]
    assert form.non_field_errors() == [
        "Enter the number of the inspection decision first.",
        "Enter the sanction decision first, or choose another outcome.",
    ]
    assert form["notice"].value() == "Đã xử phạt."
    assert inspection.state == "under_way"
