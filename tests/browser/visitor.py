"""One person at a browser: goes to pages, fills in forms, logs in."""

from collections.abc import Mapping

from playwright.sync_api import Browser, Locator, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
DEMO_PASSWORD = "thu-nghiem-2024"


def open_page(browser: Browser, url: str, *, size: Mapping[str, int] = PHONE) -> Page:
    """Give a page of a browser of its own, with no cookie of anybody else."""
    context = browser.new_context(
        base_url=url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport=dict(size),
        accept_downloads=True,
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def log_in(page: Page, email: str, password: str = DEMO_PASSWORD) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    fill(page, {"login": email, "password": password})
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)


def fill(page: Page, answers: Mapping[str, str | bool]) -> None:
    """Fill in a form by the names of its fields.

    A text goes into a text field, picks the option of a select by its label, or
    the radio or checkbox of that value; True takes the first of its name. A form that
    shows one part at a time is walked through, so the answers come in its order.
    """
    for name, answer in answers.items():
        field = page.locator(f"main [name='{name}']:not([type=hidden])")
        if field.count() == 0:
            field = page.locator(f"#content [name='{name}']:not([type=hidden])")
        walk_to(page, field.first)
        kind = field.first.evaluate("field => field.type")
        if answer is True:
            field.first.check()
        elif kind in {"radio", "checkbox"}:
            page.locator(f"[name='{name}'][value='{answer}']").check()
        elif kind.startswith("select"):
            field.first.select_option(label=str(answer))
        else:
            field.first.fill(str(answer))


def walk_to(page: Page, field: Locator) -> None:
    """Press «continue» until the part with the field is shown."""
    field.wait_for(state="attached")
    part = field.locator("xpath=ancestor::*[@data-part]")
    while part.count() and part.first.is_hidden():
        shown = page.locator("[data-part]:visible .actions button:not(.secondary)")
        button = shown.element_handle()
        button.click()
        # The next part comes a moment later; a second click would pass it by.
        button.wait_for_element_state("hidden")


def send(page: Page) -> None:
    """Press the button that hands the form of the page in."""
    press(page.locator("main form button[type=submit]:not(.link-button)").first)


def press(control: Locator) -> None:
    """Press what leads to another page and wait until that page is there."""
    with control.page.expect_navigation():
        control.click()


def complaints_of(page: Page) -> list[str]:
    """Return what the page says is wrong, to explain a failure."""
    found = page.locator(".error-summary, .error-message, .errorlist, .errornote")
    return [text.strip() for text in found.all_inner_texts()]
