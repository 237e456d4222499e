"""A browser that walks through the whole portal, as ``make run`` starts it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.visitor import open_page
from tests.portal import Portal

NO_BROWSER = "No Chromium was found on this machine."


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.skip(NO_BROWSER)
    # The driver reads this when it starts; nothing may be downloaded.
    os.environ["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=list(chromium.ARGUMENTS)
        )
        yield started
        started.close()


@pytest.fixture
def browser_page(browser: Browser, portal: Portal) -> Iterator[Page]:
    """Open an empty page whose addresses are the portal's, at a phone's width."""
    page = open_page(browser, portal.url)
    yield page
    page.context.close()
