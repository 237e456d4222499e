import re
from uuid import uuid4

from django.urls import reverse

import pytest

from campaigns import clock
from promotions.api_keys import holder
from promotions.models import ApiKey
from tests.promotions.factories import (
    ApiKeyFactory,
    MerchantMemberFactory,
)

pytestmark = pytest.mark.django_db


def page_of(merchant):
    return reverse("api_keys", args=[merchant.tax_code])


def post(client, merchant, **facts):
    return client.post(
        page_of(merchant),
        {"once": uuid4(), "name": "Phần mềm", "scopes": ["read"], "days": 30, **facts},
    )


def secret_on(page):
    found = re.search(r"<code>(km_[\w-]{40,})</code>", page.text)
    return found and found[1]


def test_an_owner_makes_a_key_that_is_shown_once(member, merchant):
    once = uuid4()
    first = post(member, merchant, once=once)
    again = post(member, merchant, once=once)
    later = member.get(page_of(merchant))

    assert holder(secret_on(first), at=clock.now()) == ApiKey.objects.get()
    assert again.status_code == 302
    assert secret_on(later) is None
    assert "không hiển thị lại" in later.text
    assert "Phần mềm" in later.text


def test_the_page_is_kept_by_nobody(member, merchant):
    assert post(member, merchant)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": ""}, "Hãy đặt tên cho khoá"),
        ({"scopes": []}, "Chọn ít nhất một việc"),
        ({"scopes": ["rule"]}, "rule"),
        ({"days": 3650}, "3650"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    member, merchant, facts, sentence
):
    page = post(member, merchant, **{"name": "Phần mềm của tôi", **facts})

    assert sentence in page.text
    assert facts.get("name", "Phần mềm của tôi") in page.text
    assert not ApiKey.objects.exists()


def test_an_owner_revokes_a_key(member, merchant, membership):
    key = ApiKeyFactory(merchant=merchant, created_by=membership.user)

    member.post(reverse("api_key_revoke", args=[merchant.tax_code, key.pk]))

    key.refresh_from_db()
    assert key.revoked_by == membership.user


def test_a_key_is_not_revoked_by_looking(member, merchant):
    key = ApiKeyFactory(merchant=merchant)
    address = reverse("api_key_revoke", args=[merchant.tax_code, key.pk])

    assert member.get(address).status_code == 405


def test_an_editor_makes_no_key_and_finds_no_way_there(client, merchant):
    editor = MerchantMemberFactory(merchant=merchant, editor=True)
    client.force_login(editor.user)

    assert client.get(page_of(merchant)).status_code == 403
    assert post(client, merchant).status_code == 403
    profile = client.get(reverse("merchant_profile", args=[merchant.tax_code]))
    assert page_of(merchant) not in profile.text


def test_an_owner_finds_the_way_on_the_profile(member, merchant):
    profile = member.get(reverse("merchant_profile", args=[merchant.tax_code]))

    assert page_of(merchant) in profile.text


def test_keys_of_others_are_not_found(member, merchant):
    foreign = ApiKeyFactory()

    assert member.get(page_of(foreign.merchant)).status_code == 404
    for tax_code in (merchant.tax_code, foreign.merchant.tax_code):
        address = reverse("api_key_revoke", args=[tax_code, foreign.pk])
        assert member.post(address).status_code == 404
    foreign.refresh_from_db()
    assert foreign.revoked_at is None


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_for_one_key_and_four(
    member, merchant, django_assert_max_num_queries, count
):
    for _ in range(count):
        ApiKeyFactory(merchant=merchant)

    with django_assert_max_num_queries(10):
        member.get(page_of(merchant))
