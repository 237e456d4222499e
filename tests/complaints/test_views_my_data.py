"""What who reports may do about their data, from the page of the report."""

import pytest

from campaigns.clock import now
from complaints import consenting
from complaints.models import SubjectRequest
from complaints.rights import deciding
from tests.accounts.factories import UserFactory
from tests.complaints.factories import (
    RECEIVED_AT,
    ComplaintFactory,
    SubjectRequestFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint():
    complaint = ComplaintFactory(may_share_with_seller=True)
    consenting.keep(complaint)
    return complaint


@pytest.fixture
def opened(client, complaint):
    client.post("/phan-anh/tra-cuu/", {"code": complaint.code, "factor": "5678"})
    return client


def page_of(complaint):
    return f"/phan-anh/{complaint.code}/du-lieu/"


def test_page_says_what_was_agreed_to_in_the_words_of_that_time(opened, complaint):
    thread = opened.get(f"/phan-anh/{complaint.code}/").content.decode()
    assert page_of(complaint) in thread

    page = opened.get(page_of(complaint))

    agreed = page.context["consents"]
    assert [one.consent.purpose for one in agreed] == ["handling", "sharing"]
    assert [one.can_be_taken_back for one in agreed] == [False, True]
    assert all(str(one.text) in page.content.decode() for one in agreed)


def test_sharing_is_taken_back_with_one_press(opened, complaint):
    for _ in range(2):
        response = opened.post(f"{page_of(complaint)}rut-dong-y/")
        assert response["Location"] == page_of(complaint)

    complaint.refresh_from_db()
    assert complaint.may_share_with_seller is False
    page = opened.get(page_of(complaint))
    assert not any(one.can_be_taken_back for one in page.context["consents"])


def test_looking_at_the_address_takes_nothing_back(opened, complaint):
    assert opened.get(f"{page_of(complaint)}rut-dong-y/").status_code == 405

    complaint.refresh_from_db()
    assert complaint.may_share_with_seller is True


@pytest.mark.parametrize("path", ["", "rut-dong-y/"])
def test_without_the_second_factor_nothing_is_shown_or_done(client, complaint, path):
    url = f"{page_of(complaint)}{path}"

    response = client.post(url) if path else client.get(url)

    assert response["Location"].startswith("/phan-anh/tra-cuu/")
    complaint.refresh_from_db()
    assert complaint.may_share_with_seller is True


def asked_for(opened, complaint, **data):
    page = opened.get(page_of(complaint))
    key = page.context["form"]["key"].value()
    return opened.post(page_of(complaint), {"key": key, **data})


def test_request_is_sent_and_stands_on_the_page(opened, complaint):
    response = asked_for(opened, complaint, kind="access", text="Tôi cần.")

    assert response["Location"] == page_of(complaint)
    request = SubjectRequest.objects.get()
    assert (request.kind, request.text) == ("access", "Tôi cần.")
    page = opened.get(page_of(complaint))
    assert list(page.context["wishes"]) == [request]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "kind"),
        ({"kind": "correction"}, "full_name"),
        ({"kind": "correction", "phone": "12"}, "phone"),
        ({"kind": "access", "full_name": "Lê Thị Khác"}, "kind"),
        ({"kind": "correction", "full_name": "Lê Thị Thử"}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(opened, complaint, data, field):
    page = asked_for(opened, complaint, **data, text="Giữ lại.")

    assert set(page.context["form"].errors) == {field}
    assert page.context["form"]["text"].value() == "Giữ lại."
    assert not SubjectRequest.objects.exists()


def test_other_content_with_a_used_form_is_said_and_kept(opened, complaint):
    page = opened.get(page_of(complaint))
    data = {"key": page.context["form"]["key"].value(), "kind": "access"}
    opened.post(page_of(complaint), data)

    second = opened.post(page_of(complaint), data | {"text": "Thêm."})

    assert second.status_code == 409
    assert second.context["form"]["text"].value() == "Thêm."
    assert SubjectRequest.objects.count() == 1


def test_restriction_is_ended_with_one_press(opened, complaint):
    complaint.restricted_at = RECEIVED_AT
    complaint.save()

    opened.post(f"{page_of(complaint)}het-han-che/")

    complaint.refresh_from_db()
    assert complaint.restricted_at is None


@pytest.fixture
def copy_granted(complaint):
    return deciding.grant(
        SubjectRequestFactory(complaint=complaint),
        reason="Theo yêu cầu.",
        by=UserFactory(trade_management=True),
        at=now(),
    )


COPY = {"password": "mat-khau-123", "again": "mat-khau-123"}


def test_copy_is_downloaded_with_a_password_and_a_name_that_tells_nothing(
    opened, complaint, copy_granted
):
    page = opened.get(page_of(complaint)).content.decode()
    assert f"{page_of(complaint)}ban-sao/" in page

    response = opened.post(f"{page_of(complaint)}ban-sao/", COPY)

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].endswith('"ban-sao-du-lieu.zip"')
    assert response["Cache-Control"].startswith("no-store")
    assert response.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "password"),
        ({"password": "mat-khau-12", "again": "mat-khau-12"}, "password"),
        ({"password": "mật-khẩu-1234", "again": "mật-khẩu-1234"}, "password"),
        ({"password": "mat-khau-123", "again": "mat-khau-124"}, "again"),
    ],
)
def test_password_is_long_enough_and_typed_twice(
    opened, complaint, copy_granted, data, field
):
    page = opened.post(f"{page_of(complaint)}ban-sao/", data)

    assert field in page.context["form"].errors
    assert complaint.events.filter(verb="take_copy").count() == 0


def test_without_a_grant_the_copy_leads_back(opened, complaint):
    response = opened.post(f"{page_of(complaint)}ban-sao/", COPY)

    assert response["Location"] == page_of(complaint)


def test_copy_needs_the_second_factor(client, complaint, copy_granted):
    response = client.post(f"{page_of(complaint)}ban-sao/", COPY)

    assert response["Location"].startswith("/phan-anh/tra-cuu/")
    assert complaint.events.filter(verb="take_copy").count() == 0
