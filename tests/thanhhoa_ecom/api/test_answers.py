"""What every answer of the API has in common."""

from django.db import OperationalError
from django.test import Client
from django.urls import reverse

import pytest

from promotions.api.register import PromotionList
from tests.promotions.factories import PromotionFactory
from thanhhoa_ecom.api import problems, throttling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday_morning(settings):
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"


def told(response):
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    return body["type"].removeprefix("/api/tai-lieu/#")


# Problems


@pytest.mark.parametrize(
    "path", ["nowhere/", "promotions", "promotions/KM-1/", "a/%F0"]
)
def test_what_is_not_there_is_a_problem(client, path):
    response = client.get(f"/api/v1/{path}")

    assert response.status_code == 404
    assert told(response) == "not-found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_method_that_is_not_taken_names_those_that_are(client, method):
    response = getattr(client, method)(reverse("api_promotions"))

    assert response.status_code == 405
    assert told(response) == "wrong-method"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("wanted", ["application/xml", "text/csv"])
def test_other_formats_are_a_problem(client, wanted):
    response = client.get(reverse("api_promotions"), headers={"Accept": wanted})

    assert response.status_code == 406
    assert told(response) == "not-acceptable"


@pytest.mark.parametrize(
    "wanted", ["application/json", "*/*", "text/html,*/*;q=0.8", "application/*"]
)
def test_json_is_given_to_browsers_too(client, wanted):
    response = client.get(reverse("api_promotions"), headers={"Accept": wanted})

    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("query", ["?q=%00", "?nhom=a%00", "?%00=1"])
def test_a_null_character_is_a_problem(client, query):
    response = client.get(f"{reverse('api_promotions')}{query}")

    assert response.status_code == 400
    assert told(response) == "unreadable"


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [(ZeroDivisionError(), 500, "fault"), (OperationalError(), 503, "away")],
)
def test_a_fault_is_a_problem_without_its_insides(
    monkeypatch, caplog, error, status, slug
):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(PromotionList, "get_queryset", fail)

    response = Client(raise_request_exception=False).get(reverse("api_promotions"))

    assert response.status_code == status
    assert told(response) == slug
    assert "Error" not in response.text


def test_every_problem_has_its_anchor_in_the_documentation(client):
    page = client.get(reverse("api_documentation")).text

    for problem in problems.ALL:
        assert f'id="{problem.slug}"' in page


# Language


@pytest.mark.parametrize(
    ("wanted", "title", "language"),
    [
        ("", "Không có gì tại địa chỉ này", "vi"),
        ("en", "There is nothing at this address", "en"),
        ("en-GB,vi;q=0.5", "There is nothing at this address", "en"),
        ("fr,*", "Không có gì tại địa chỉ này", "vi"),
        ("fr", "Không có gì tại địa chỉ này", "vi"),
    ],
)
def test_problems_come_in_the_language_asked_for(client, wanted, title, language):
    headers = {"Accept-Language": wanted} if wanted else {}
    response = client.get("/api/v1/nowhere/", headers=headers)

    assert response.json()["title"] == title
    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


# Caching and other web pages


def test_what_did_not_change_is_not_sent_again(client):
    address = reverse("api_promotions")
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    PromotionFactory(published=True)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert changed.status_code == 200


def test_open_data_may_be_read_by_any_web_page(client):
    response = client.get(reverse("api_promotions"), headers={"Origin": "https://a.vn"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response["Cache-Control"] == "public, no-cache"


def test_nothing_but_reading_is_open_to_other_web_pages(client):
    response = client.options(
        reverse("api_promotions"),
        headers={"Origin": "https://a.vn", "Access-Control-Request-Method": "POST"},
    )

    assert "Access-Control-Allow-Origin" not in response
    assert response["Cache-Control"] == "no-store"


def test_pages_for_people_are_open_to_no_other_web_page(client):
    assert "Access-Control-Allow-Origin" not in client.get("/khuyen-mai/")


def test_no_cookie_is_set(client):
    assert client.get(reverse("api_promotions")).cookies == {}


# Limits


@pytest.fixture
def two_reads(settings, monkeypatch):
    settings.API_PER_MINUTE = {**settings.API_PER_MINUTE, "read": 2}
    now = [1_700_000_005.0]
    monkeypatch.setattr(throttling.time, "time", lambda: now[0])
    return now


def test_the_last_allowed_read_is_answered_and_the_next_one_is_not(client, two_reads):
    statuses = [client.get("/api/v1/").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def test_who_asks_too_often_is_told_when_to_come_back(client, two_reads):
    responses = [client.get("/api/v1/") for _ in range(3)]
    wait = int(responses[-1]["Retry-After"])
    two_reads[0] += wait

    assert told(responses[-1]) == "too-often"
    assert 0 < wait <= 61
    assert client.get("/api/v1/").status_code == 200


def test_each_address_has_its_own_limit(client, two_reads):
    for _ in range(3):
        client.get("/api/v1/")

    other = client.get("/api/v1/", REMOTE_ADDR="10.0.0.9")

    assert other.status_code == 200


def test_limits_rest_without_the_cache(client, two_reads, settings):
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    }

    statuses = {client.get("/api/v1/").status_code for _ in range(4)}

    assert statuses == {200}
