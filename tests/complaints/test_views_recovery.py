import pytest

from complaints.models import CodeRequest, LookupCount
from tests.complaints.factories import ComplaintFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/phan-anh/tra-cuu/quen-ma/"
CONTACTS = ["nguoi-mua@thu.example", "la@thu.example", "0912 345 678", "0987654321"]


def answer(client, contact):
    """Everything a browser is given, except what is made anew each time for it."""
    first = client.post(ADDRESS, {"contact": contact})
    second = client.get(first["Location"])
    return (
        first.status_code,
        first["Location"],
        first.content,
        sorted(first.headers.items()),
        second.status_code,
        second.content,
        sorted(second.headers.items()),
    )


def test_answer_is_the_same_to_the_last_byte_whoever_asks_for_what(client):
    ComplaintFactory()

    answers = [answer(client, contact) for contact in (*CONTACTS, CONTACTS[0])]

    assert answers[0][0] == 302
    assert all(other == answers[0] for other in answers[1:])
    assert CodeRequest.objects.count() == 2


def test_answer_says_what_a_phone_number_cannot_do(client, settings):
    settings.HOTLINE = "1900 1234"

    page = client.get(f"/en{ADDRESS}da-nhan/").content.decode()

    assert "the portal sends no text messages" in page
    assert 'href="tel:19001234"' in page


def test_page_is_reached_from_where_a_code_is_asked_for(client):
    assert f'href="{ADDRESS}"' in client.get("/phan-anh/tra-cuu/").content.decode()


def test_looking_at_the_pages_changes_nothing(client):
    for page in (ADDRESS, f"{ADDRESS}?contact=nguoi-mua@thu.example"):
        assert client.get(page).status_code == 200

    assert not CodeRequest.objects.exists()
    assert not LookupCount.objects.exists()


@pytest.mark.parametrize("typed", ["", "abc", "12345", "a@b", "@thu.example"])
def test_what_is_neither_address_nor_number_is_kept_and_explained(client, typed):
    response = client.post(f"/en{ADDRESS}", {"contact": typed})

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert not LookupCount.objects.exists()


def test_the_eleventh_from_one_network_is_told_when_to_come_back(client):
    answers = [
        client.post(f"/en{ADDRESS}", {"contact": f"n{n}@thu.example"})
        for n in range(11)
    ]

    assert [a.status_code for a in answers] == [302] * 10 + [429]
    assert "asked too often from here" in answers[-1].content.decode()
    assert CodeRequest.objects.count() == 10
