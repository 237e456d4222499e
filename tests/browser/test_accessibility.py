"""Every public page against WCAG 2.2 AA, on a phone and a desk, in light and dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.visitor import DESK, PHONE, log_in, open_page, press
from tests.portal import Portal
from tests.thanhhoa_ecom.test_pages import public_addresses

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST = {"width": 320, "height": 640}
OFFICER = "thuong-mai@demo.thanhhoa.example"
ADMIN_ADDRESSES = [
    "/quan-tri/",
    "/quan-tri/complaints/complaint/",
    "/quan-tri/promotions/promotion/",
]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found
        for node in violation["nodes"]
    ]


def readable_addresses(page: Page) -> list[str]:
    """Return the public addresses of pages: not those posted to, nor of scripts."""
    return [address for address in public_addresses() if is_page(page, address)]


def is_page(page: Page, address: str) -> bool:
    answer = page.request.get(address)
    return answer.ok and answer.headers["content-type"].startswith("text/html")


@pytest.fixture(params=["light", "dark"])
def visitor(request, browser: Browser, portal: Portal) -> Iterator[Page]:
    page = open_page(browser, portal.url)
    page.emulate_media(color_scheme=request.param)
    yield page
    page.context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_public_pages_obey_wcag_22_aa(visitor: Page, size: dict[str, int]) -> None:
    visitor.set_viewport_size(size)
    found = {}

    for address in readable_addresses(visitor):
        visitor.goto(address)
        found[address] = violations(visitor)

    assert len(found) > 10
    assert {address: those for address, those in found.items() if those} == {}


def test_public_pages_fit_the_smallest_screen(visitor: Page) -> None:
    visitor.set_viewport_size(SMALLEST)

    widths = {}
    for address in readable_addresses(visitor):
        visitor.goto(address)
        widths[address] = visitor.evaluate("document.documentElement.scrollWidth")

    assert {address: width for address, width in widths.items() if width > 320} == {}


def test_a_refused_form_is_read_from_its_summary(visitor: Page) -> None:
    visitor.goto("/tai-khoan/dang-ky/")
    press(visitor.locator("main button[type=submit]"))

    expect(visitor.locator("#error-summary")).to_be_focused()
    assert visitor.title().startswith("Lỗi:")
    assert violations(visitor) == []

    visitor.locator("#error-summary a").first.click()
    expect(visitor.locator("#id_email")).to_be_focused()


def test_the_first_tab_leads_past_the_header(visitor: Page) -> None:
    visitor.goto("/tiep-can/")
    visitor.keyboard.press("Tab")

    skip = visitor.locator(".skip-link")
    expect(skip).to_be_focused()
    assert skip.evaluate("link => link.getBoundingClientRect().top >= 0")

    visitor.keyboard.press("Enter")
    expect(visitor.locator("#main")).to_be_focused()


def test_the_admin_is_quiet_under_the_strict_policy(visitor: Page) -> None:
    heard: list[str] = []
    visitor.on("console", lambda message: heard.append(message.text))
    visitor.on("pageerror", lambda error: heard.append(str(error)))
    visitor.set_viewport_size(DESK)
    log_in(visitor, OFFICER)

    statuses = [visitor.goto(address).status for address in ADMIN_ADDRESSES]

    assert statuses == [200, 200, 200]
    assert heard == []
