from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse

import pytest

from notifications.models import Notice
from promotions.models import SavedSearch
from promotions.saved_searches import tokens
from tests.promotions.factories import SavedSearchFactory, the_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def campaign():
    return the_campaign()


def path_of(url):
    return "/" + url.split("/", 3)[3]


def send(client, query="?q=nem", **facts):
    answers = {"key": uuid4(), "email": "lan@thu.example", "consent": "on"} | facts
    return client.post(reverse("saved_search_new") + query, answers)


def test_page_names_the_list_and_keeps_no_copy_anywhere(client):
    page = client.get(reverse("saved_search_new"), {"q": "nem chua", "ocop": "on"})

    assert "nem chua; Sản phẩm OCOP" in page.text
    assert page.headers["Cache-Control"] == "no-store, private"


def test_asking_leads_to_a_page_that_tells_nothing_of_the_address(client):
    first = send(client)
    SavedSearch.objects.update(confirmed_at=SavedSearch.objects.get().asked_at)
    again = send(client)

    assert first.url == again.url == reverse("saved_search_sent")
    assert client.get(first.url).status_code == 200
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "lan@"}, "email"),
        ({"email": ""}, "email"),
        ({"consent": ""}, "consent"),
    ],
)
def test_wrong_answer_is_named_and_what_was_typed_stays(client, facts, field):
    page = send(client, **facts)

    assert page.status_code == 400
    assert list(page.context["form"].errors) == [field]
    assert f'value="{facts.get("email", "lan@thu.example")}"' in page.text or not (
        facts.get("email", "x")
    )
    assert SavedSearch.objects.count() == 0


def test_consent_is_never_ticked_beforehand(client):
    page = client.get(reverse("saved_search_new"))

    assert "checked" not in page.text


def test_too_many_requests_from_one_network_are_refused(client, settings):
    settings.SHOPPING_CODE_TRIES = 1
    for number in range(2):
        send(client, email=f"lan{number}@thu.example")

    assert send(client, email="lan9@thu.example").status_code == 429


def test_after_the_campaign_there_is_nothing_to_ask_for(client, settings):
    settings.PORTAL_CLOCK = "2024-12-02T00:00+07:00"

    assert '<form method="post"' not in client.get(reverse("saved_search_new")).text
    assert send(client).status_code == 409


def test_query_that_is_too_long_is_refused(client):
    page = send(client, "?q=" + "%C6%B0" * 200)

    assert (page.status_code, SavedSearch.objects.count()) == (400, 0)


def test_opening_the_link_changes_nothing_pressing_confirms(client):
    search = SavedSearchFactory()
    address = path_of(tokens.confirm_url(search))

    client.get(address)
    search.refresh_from_db()
    assert search.confirmed_at is None

    page = client.post(address)
    search.refresh_from_db()
    assert search.confirmed_at is not None
    assert search.email not in page.text


@pytest.mark.parametrize("token", ["x", "1:x", "1:a:b", "%00"])
@pytest.mark.parametrize("route", ["saved_search_confirm", "saved_search_leave"])
def test_forged_link_is_refused_plainly(client, route, token):
    address = reverse(route, args=["T"]).replace("/T/", f"/{token}/")

    assert [client.get(address).status_code, client.post(address).status_code] == [
        410
    ] * 2


def test_link_to_confirm_is_no_link_to_leave(client):
    search = SavedSearchFactory(confirmed=True)
    token = path_of(tokens.confirm_url(search)).split("/")[-2]

    assert client.post(reverse("saved_search_leave", args=[token])).status_code == 410
    assert SavedSearch.objects.count() == 1


def test_link_to_confirm_wears_out(client, monkeypatch):
    search = SavedSearchFactory()
    address = path_of(tokens.confirm_url(search))
    monkeypatch.setattr(tokens, "CONFIRM_WITHIN", timedelta(seconds=-1))

    assert client.post(address).status_code == 410


def test_mail_program_leaves_with_one_click_without_any_cookie():
    search = SavedSearchFactory(confirmed=True)
    address = path_of(tokens.leave_url(search))
    program = Client(enforce_csrf_checks=True)

    program.get(address)
    assert SavedSearch.objects.count() == 1

    page = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert (page.status_code, SavedSearch.objects.count()) == (200, 0)
    assert program.post(address).status_code == 200


def test_list_leads_to_its_news(client):
    page = client.get(reverse("promotion_search"), {"q": "nem", "page": "2"})

    assert f'href="{reverse("saved_search_new")}?q=nem"' in page.text
