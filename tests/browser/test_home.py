from urllib.parse import urlsplit


def test_home_page_is_quiet_and_keeps_to_itself(browser_page, portal):
    complaints, origins = [], set()
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.on("request", lambda request: origins.add(origin(request.url)))

    response = browser_page.goto("/", wait_until="networkidle")

    assert response.status == 200
    assert browser_page.locator("h1").count() == 1
    assert complaints == []
    assert origins == {portal.url}


def test_home_page_carries_the_strict_policy(browser_page):
    response = browser_page.goto("/")

    policy = response.header_value("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
