from django.test import override_settings
from django.urls import reverse

import pytest

from tests.accounts.factories import UserFactory
from tests.thanhhoa_ecom.pages import Page

pytestmark = pytest.mark.django_db


def admin_page(client, **who) -> Page:
    client.force_login(UserFactory(**who))
    return Page(client.get(reverse("admin:index")).content.decode())


def test_the_admin_names_the_person_and_the_unit(client) -> None:
    page = admin_page(
        client, trade_management=True, full_name="Lê Thị Thử", position="Chuyên viên"
    )

    assert (
        '<span class="who"><strong>Lê Thị Thử</strong>, Chuyên viên<br>'
        "Phòng Quản lý Thương mại</span>"
    ) in page.text


def test_an_administrator_has_no_unit_to_name(client) -> None:
    page = admin_page(client, administrator=True, full_name="Quản trị")

    assert '<span class="who"><strong>Quản trị</strong></span>' in page.text


def test_the_admin_obeys_the_strict_policy(client) -> None:
    page = admin_page(client, administrator=True)

    assert (page.inline(), page.foreign()) == ([], [])


def test_the_admin_wears_the_portal_s_colours_last(client) -> None:
    page = admin_page(client, administrator=True)

    sheets = [
        tag.attributes["href"]
        for tag in page.named("link")
        if tag.attributes["rel"] == "stylesheet"
    ]
    ours = [
        f"/static/{name}"
        for name in ("css/tokens.css", "admin_skin.css", "css/admin_lists.css")
    ]
    assert "/static/admin/css/dark_mode.css" not in sheets
    assert [sheet for sheet in sheets if sheet in ours] == ours
    assert sheets.index("/static/admin/css/base.css") < sheets.index(ours[0])


def test_the_demonstration_is_marked_in_the_admin(client) -> None:
    with override_settings(PORTAL_DEMO=True):
        page = admin_page(client, administrator=True)

    assert page.text.count("ribbon--demo") == 1


def test_the_admin_leads_back_to_the_portal_and_out(client) -> None:
    page = admin_page(client, administrator=True)

    links = {a.attributes.get("href") for a in page.named("a")}
    forms = {form.attributes.get("action") for form in page.named("form")}
    assert {reverse("home"), reverse("account_change_password")} <= links
    assert reverse("account_logout") in forms
