"""The people of the demo, as a browser plays them."""

from playwright.sync_api import Page

from thanhhoa_ecom.demo.logins import DOMAIN, PASSWORD


def log_in(page: Page, name: str) -> None:
    """Log in as somebody of the demo, such as «thuong-mai», and land where they land."""
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("[name=login]", f"{name}@{DOMAIN}")
    page.fill("[name=password]", PASSWORD)
    page.locator("form:has([name=password]) [type=submit]").click()
    page.wait_for_url(lambda address: "dang-nhap" not in address)


def log_out(page: Page) -> None:
    """Forget who is logged in, as a new window would."""
    page.context.clear_cookies()
