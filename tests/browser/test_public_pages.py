"""Every public page is quiet, light and asks nobody else, on a phone."""

from urllib.parse import urlsplit

import pytest

PAGES = {
    "/": 150_000,
    "/khuyen-mai/": 180_000,
    "/phan-anh/": 95_000,
    "/phan-anh/moi/": 95_000,
    "/phan-anh/tra-cuu/": 95_000,
    "/xac-minh/": 150_000,
    "/doanh-nghiep/": 150_000,
    "/phap-luat/": 150_000,
    "/tai-khoan/dang-nhap/": 95_000,
    "/tai-khoan/dang-ky/": 95_000,
    "/tiep-can/": 150_000,
    "/quyen-rieng-tu/": 150_000,
    "/en/": 150_000,
}
"""The address of each page, and the most bytes its first view may cost."""


@pytest.mark.parametrize("address", PAGES)
def test_page_is_quiet_light_and_keeps_to_itself(browser_page, portal, address):
    complaints, origins = [], set()
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.on("request", lambda request: origins.add(origin(request.url)))
    weights = weigh(browser_page)

    response = browser_page.goto(address, wait_until="networkidle")

    assert response.status == 200
    assert complaints == []
    assert origins == {portal.url}
    assert sum(weights) <= PAGES[address]


def weigh(page):
    """Return a list that grows by the bytes of each answer as they cross the wire."""
    weights = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished",
        lambda event: weights.append(event["encodedDataLength"]),
    )
    return weights


def origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
