from xml.etree import ElementTree

from django.urls import reverse

import pytest

from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import PromotionFactory
from thanhhoa_ecom.sitemaps import PAGES

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(page):
    return ElementTree.fromstring(page.content)  # noqa: S314 -- our own


def addresses(client, part):
    found = read(client.get(f"/sitemap-{part}.xml")).findall(f"{MAP}url/{MAP}loc")
    return [(loc.text or "").removeprefix("http://testserver") for loc in found]


@pytest.mark.django_db
def test_map_of_the_site_names_its_parts(client):
    parts = read(client.get("/sitemap.xml")).findall(f"{MAP}sitemap/{MAP}loc")
    assert [part.text.rsplit("/", 1)[1] for part in parts] == [
        "sitemap-trang.xml",
        "sitemap-huyen.xml",
        "sitemap-khuyen-mai.xml",
        "sitemap-thuong-nhan.xml",
    ]


@pytest.mark.django_db
def test_map_names_what_is_published_in_both_languages_and_nothing_else(client):
    shown = PromotionFactory(published=True)
    PromotionFactory(received=True)

    assert addresses(client, "khuyen-mai") == [
        f"/khuyen-mai/{shown.reference}/",
        f"/en/khuyen-mai/{shown.reference}/",
    ]
    assert addresses(client, "thuong-nhan") == [
        f"/thuong-nhan/{shown.merchant.tax_code}/",
        f"/en/thuong-nhan/{shown.merchant.tax_code}/",
    ]


@pytest.mark.django_db
def test_map_names_each_district(client):
    district = DistrictFactory()

    assert f"/huyen/{district.slug}/" in addresses(client, "huyen")


@pytest.mark.django_db
def test_every_page_of_the_map_can_be_read_without_an_account(client):
    assert [
        name for name in PAGES if client.get(reverse(name)).status_code != 200
    ] == []


def test_robots_are_told_where_the_map_is_and_where_not_to_go(client):
    text = client.get("/robots.txt").text

    assert "Sitemap: http" in text
    assert "Disallow: /quan-tri/\n" in text
    assert "Disallow: /en/quan-tri/\n" in text
    assert "Disallow: /khuyen-mai/\n" not in text


def test_contact_for_weaknesses_is_named_where_one_is_set(client, settings):
    settings.SECURITY_CONTACT = "mailto:an-toan@thu.example"

    text = client.get("/.well-known/security.txt").text

    assert "Contact: mailto:an-toan@thu.example\n" in text
    assert "Expires: 20" in text


@pytest.mark.django_db
def test_without_a_contact_there_is_no_such_file(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404
