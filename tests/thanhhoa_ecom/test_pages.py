"""Every public page: what it may not contain, in both languages."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver

import pytest
from _pytest.mark import ParameterSet

from campaigns import clock
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import TimeSlotFactory
from tests.thanhhoa_ecom.pages import Page
from thanhhoa_ecom.api.problems import PREFIX

WITHOUT_SOURCE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
# Figures are counted in one snapshot, which cannot begin inside a test's transaction.
SETS_ISOLATION = {"/so-lieu/"}
NOT_PAGES = {
    *("/healthz", "/readyz"),
    *("/robots.txt", "/sitemap.xml", "/.well-known/security.txt"),
}


def public_addresses() -> list[str]:
    """Return each address without parameters that is open to everybody."""
    return sorted(set(_public(get_resolver(), "/")) - NOT_PAGES)


def _public(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            if "admin" not in (entry.app_name or ""):
                yield from _public(entry, route)
        elif _is_page(entry, route):
            yield route


def _is_page(entry: URLPattern, route: str) -> bool:
    is_open = not getattr(entry.callback, "login_required", True)
    has_parameters = "<" in route or "(" in route
    return is_open and not has_parameters and not route.startswith(PREFIX)


def test_the_crawl_finds_the_pages_it_should() -> None:
    assert {"/", "/tiep-can/", "/tai-khoan/dang-nhap/", "/khuyen-mai/"} <= set(
        public_addresses()
    )
    assert login_not_required(lambda request: None).login_required is False


def with_database(address: str) -> ParameterSet:
    own = address in SETS_ISOLATION
    return pytest.param(address, marks=pytest.mark.django_db(transaction=own))


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address", [with_database(address) for address in public_addresses()]
)
def test_a_public_page_is_whole(client, address: str, language: str) -> None:
    TimeSlotFactory()

    response = client.get(language + address, follow=True)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        assert "GET" not in response["Allow"]
        return
    text = response.content.decode()
    if not response["Content-Type"].startswith("text/html"):
        return
    page = Page(text)

    assert response.status_code == 200
    assert page.inline() == []
    assert page.foreign() == []
    assert len(page.named("h1")) >= 1
    assert len(page.named("main")) == 1
    assert page.named("html")[0].attributes["lang"] == ("en" if language else "vi")
    assert "{%" not in WITHOUT_SOURCE.sub("", text)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    identifiers = [tag.attributes["id"] for tag in page.tags if "id" in tag.attributes]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.django_db
def test_a_page_leads_to_itself_in_the_other_language(client) -> None:
    vietnamese = Page(client.get("/tiep-can/?a=1").content.decode())
    english = Page(client.get("/en/tiep-can/?a=1").content.decode())

    assert _language_link(vietnamese) == ("en", "/en/tiep-can/?a=1")
    assert _language_link(english) == ("vi", "/tiep-can/?a=1")


@pytest.mark.django_db
def test_a_page_that_does_not_exist_leads_to_the_home_page_of_the_language(
    client,
) -> None:
    lost = Page(client.get("/khong-co-trang-nay/").content.decode())

    assert _language_link(lost) == ("en", "/en/")


def _language_link(page: Page) -> tuple[str | None, str | None]:
    [link] = [a for a in page.named("a") if "hreflang" in a.attributes]
    return link.attributes["hreflang"], link.attributes["href"]


@pytest.mark.django_db
@pytest.mark.parametrize(("is_demo", "ribbons"), [(False, 0), (True, 1)])
def test_a_demonstration_is_marked_on_every_page(
    client, is_demo: bool, ribbons: int
) -> None:
    with override_settings(PORTAL_DEMO=is_demo):
        text = client.get("/en/quyen-rieng-tu/").content.decode()

    assert text.count("ribbon--demo") == ribbons


@pytest.mark.django_db
def test_a_rehearsal_names_the_moment_of_its_clock(client, settings) -> None:
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"
    settings.PORTAL_CLOCK_STARTED_AT = clock.timezone.now().isoformat()

    text = client.get("/en/quyen-rieng-tu/").content.decode()

    assert "The portal's clock is set to 09:00 29/11/2024." in text


@pytest.mark.django_db
def test_the_hotline_stands_at_the_foot(client, settings) -> None:
    settings.HOTLINE = "0237 3852 246"

    page = Page(client.get("/tiep-can/").content.decode())

    assert {
        a.attributes["href"]
        for a in page.named("a")
        if (a.attributes["href"] or "").startswith("tel:")
    } == {"tel:02373852246"}


@pytest.mark.django_db
def test_the_header_names_who_is_logged_in(client) -> None:
    client.force_login(UserFactory(full_name="Lê Thị Thử"))

    page = client.get("/en/tiep-can/").content.decode()

    assert "Lê Thị Thử" in page
    assert "Log in" not in page
