"""What a first visit may weigh, brotli-compressed: docs of the budgets."""

from pathlib import Path

from django.conf import settings

import brotli
import pytest

from tests.thanhhoa_ecom.pages import Page
from thanhhoa_ecom.fonts import FONTS, ready

STATIC = Path(settings.BASE_DIR, "static")
PUBLIC_CSS = ("css/tokens.css", "css/portal.css", "css/home.css")


def weight(*names: str) -> int:
    return sum(len(brotli.compress((STATIC / name).read_bytes())) for name in names)


@pytest.mark.django_db
def test_the_home_page_loads_only_what_is_budgeted(client) -> None:
    page = Page(client.get("/").content.decode())

    loaded = [
        (tag.attributes["href"] or "").removeprefix("/static/")
        for tag in page.named("link")
        if tag.attributes["rel"] == "stylesheet"
    ]
    scripts = [tag.attributes for tag in page.named("script")]
    assert loaded == list(PUBLIC_CSS)
    assert [script["src"] for script in scripts] == ["/static/js/portal.js"]
    assert all("defer" in script for script in scripts)


def test_style_sheets_weigh_at_most_14_kb() -> None:
    assert weight(*PUBLIC_CSS) <= 14 * 1024


def test_any_style_sheet_beside_them_stays_small() -> None:
    others = sorted(
        path.relative_to(STATIC).as_posix()
        for path in STATIC.rglob("*.css")
        if path.relative_to(STATIC).as_posix() not in PUBLIC_CSS
    )

    assert {name: weight(name) for name in others if weight(name) > 4 * 1024} == {}


def test_scripts_weigh_at_most_16_kb() -> None:
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")]

    assert 0 < weight(*names) <= 16 * 1024


def test_fonts_weigh_at_most_28_kb_each_and_56_kb_together() -> None:
    sizes = [ready(name).stat().st_size for name in FONTS]

    assert max(sizes) <= 28 * 1024
    assert sum(sizes) <= 56 * 1024


def test_images_of_the_frame_weigh_at_most_60_kb() -> None:
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.svg")]

    assert 0 < weight(*names) <= 60 * 1024
