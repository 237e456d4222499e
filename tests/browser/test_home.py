def test_home_page_carries_the_strict_policy(browser_page):
    response = browser_page.goto("/")

    policy = response.header_value("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_home_page_says_that_it_is_a_rehearsal_of_the_sixty_hours(browser_page):
    browser_page.goto("/")

    assert "29/11/2024" in browser_page.locator("body").inner_text()
