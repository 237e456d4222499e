from django.urls import reverse

import pytest

from tests.thanhhoa_ecom.pages import Page
from thanhhoa_ecom.api.examples import EXAMPLES
from thanhhoa_ecom.api.schema import schema_in

pytestmark = pytest.mark.django_db


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(client):
    page = Page(client.get(reverse("api_documentation")).text)

    assert (page.inline(), page.foreign()) == ([], [])


def test_every_example_and_every_address_stands_on_the_page(client):
    text = client.get(reverse("api_documentation")).text

    assert all(f'id="vd-{example.slug}"' in text for example in EXAMPLES)
    assert all(path in text for path in schema_in("vi")["paths"])


def test_the_page_speaks_vietnamese(client):
    text = client.get(reverse("api_documentation")).text

    assert "Cách bắt đầu" in text
    assert "Tìm trong danh bạ công khai" in text


def test_examples_name_the_portal_they_are_read_at(client, settings):
    settings.PORTAL_ORIGIN = "https://khuyenmai.example"

    text = client.get(reverse("api_documentation")).text

    assert "https://khuyenmai.example/api/v1/promotions/" in text
    assert "127.0.0.1" not in text


@pytest.mark.parametrize(
    ("language", "title"),
    [("vi", "API của Cổng khuyến mại Thanh Hoá"), ("en", "API of the promotions")],
)
def test_the_description_comes_in_both_languages(client, language, title):
    headers = {"Accept-Language": language}
    described = client.get(reverse("api_schema"), headers=headers).json()

    assert described["openapi"].startswith("3.1")
    assert described["info"]["title"].startswith(title)


def test_the_footer_of_every_page_leads_here(client):
    assert reverse("api_documentation") in client.get("/").text
