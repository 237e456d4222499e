"""What who reports may do about their data, from the page of the report."""

import pytest

from complaints import consenting
from tests.complaints.factories import ComplaintFactory

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
