"""Who may use the doors of a merchant, and what a key may do."""

from django.test import Client
from django.urls import reverse

import pytest

from promotions.enums import KeyScope
from tests.accounts.factories import UserFactory
from tests.promotions.api.conftest import SECRET
from tests.promotions.factories import (
    ApiKeyFactory,
    MerchantMemberFactory,
    PromotionFactory,
)
from thanhhoa_ecom.api import throttling

pytestmark = pytest.mark.django_db


def calls(reference="KM-2024-000009", position=1, job=1):
    """Return every door of a merchant, with a method it takes and the scope it needs."""
    return [
        ("get", reverse("api_me"), KeyScope.READ),
        ("get", reverse("api_dossiers"), KeyScope.READ),
        ("post", reverse("api_dossiers"), KeyScope.WRITE),
        ("get", reverse("api_dossier", args=[reference]), KeyScope.READ),
        ("patch", reverse("api_dossier", args=[reference]), KeyScope.WRITE),
        ("get", reverse("api_dossier_findings", args=[reference]), KeyScope.READ),
        ("get", reverse("api_dossier_events", args=[reference]), KeyScope.READ),
        ("post", reverse("api_submission", args=[reference]), KeyScope.SUBMIT),
        ("get", reverse("api_own_items", args=[reference]), KeyScope.READ),
        ("post", reverse("api_own_items", args=[reference]), KeyScope.WRITE),
        ("get", reverse("api_own_item", args=[reference, position]), KeyScope.READ),
        ("put", reverse("api_own_item", args=[reference, position]), KeyScope.WRITE),
        ("delete", reverse("api_own_item", args=[reference, position]), KeyScope.WRITE),
        ("put", reverse("api_own_prizes", args=[reference]), KeyScope.WRITE),
        ("post", reverse("api_sheets", args=[reference]), KeyScope.WRITE),
        ("get", reverse("api_sheet", args=[reference, job]), KeyScope.READ),
    ]


NAMES = [f"{method} {address}" for method, address, _ in calls()]


def send(client, method, address):
    return getattr(client, method)(address, {}, content_type="application/json")


def asked(client, method, address):
    return send(client, method, address) if method != "get" else client.get(address)


def refused(page):
    assert page.status_code == 401
    assert page["WWW-Authenticate"] == 'Bearer realm="api"'
    assert page["Content-Type"] == "application/problem+json"
    assert "Access-Control-Allow-Origin" not in page
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("call", calls(), ids=NAMES)
def test_without_a_key_nothing_opens(client, call):
    refused(asked(client, *call[:2]))


@pytest.mark.parametrize("call", calls(), ids=NAMES)
def test_a_browser_that_is_logged_in_opens_nothing(client, call):
    client.force_login(UserFactory(trade_management=True))
    refused(asked(client, *call[:2]))

    client.force_login(MerchantMemberFactory().user)
    refused(asked(client, *call[:2]))


@pytest.mark.parametrize("call", calls(), ids=NAMES)
def test_a_key_without_the_scope_is_told_so(call):
    method, address, needed = call
    others = [scope for scope in KeyScope if scope != needed]
    ApiKeyFactory(secret=SECRET, scopes=others)

    page = asked(Client(headers={"Authorization": f"Bearer {SECRET}"}), method, address)

    assert page.status_code == 403
    assert page.json()["type"].endswith("#forbidden")


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_key_that_ended_opens_nothing(end):
    ApiKeyFactory(secret=SECRET, **{end: True})
    client = Client(headers={"Authorization": f"Bearer {SECRET}"})

    refused(client.get(reverse("api_me")))


def test_a_key_of_an_owner_who_may_not_log_in_opens_nothing(software, key):
    key.created_by.is_active = False
    key.created_by.save()

    refused(software.get(reverse("api_me")))


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        f"Basic {SECRET}",
        f"Bearer {SECRET} more",
        f"Bearer {SECRET}x",
        SECRET,
        "Bearer é",
        "Bearer km_abcdefgh\x00",
        "Bearer " + "a" * 5_000,
    ],
)
def test_a_header_that_is_no_key_opens_nothing(key, header):
    refused(Client(headers={"Authorization": header}).get(reverse("api_me")))


@pytest.mark.parametrize("trait", ["", "submitted", "published"])
def test_dossiers_of_another_merchant_are_not_found(software, trait):
    foreign = PromotionFactory(**({trait: True} if trait else {}))

    for method, address, _ in calls(foreign.reference):
        if foreign.reference in address:
            page = asked(software, method, address)
            assert page.status_code == 404, (method, address)
    assert software.get(reverse("api_dossiers")).json()["results"] == []


def test_a_key_says_whose_it_is(software, merchant):
    page = software.get(reverse("api_me")).json()

    assert page["tax_code"] == merchant.tax_code
    assert page["scopes"] == ["read", "write", "submit"]


@pytest.mark.parametrize(("tries", "status"), [(1, 400), (2, 429)])
def test_writing_has_a_limit_of_its_own_for_each_key(
    software, settings, monkeypatch, tries, status
):
    settings.API_PER_MINUTE = {**settings.API_PER_MINUTE, "write": 1}
    monkeypatch.setattr(throttling.time, "time", lambda: 1_700_000_005.0)
    address = reverse("api_dossiers")

    statuses = [send(software, "post", address).status_code for _ in range(tries)]

    assert statuses[-1] == status
    assert software.get(address).status_code == 200
