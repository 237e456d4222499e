"""An officer works through the desk with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.accounts.factories import UserFactory
from tests.browser.test_register import open_page, queries_beside_the_driver
from tests.browser.test_shopping_codes import is_accessible
from tests.complaints.factories import ReferralFactory

__all__ = ["open_page", "queries_beside_the_driver"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def parts():
    first = ReferralFactory(lead=True, accepted=True)
    rest = [ReferralFactory(unit=first.unit, accepted=True) for _ in range(2)]
    return [first, *rest]


def test_rows_are_walked_marked_and_opened_and_a_text_is_sent(open_page, parts):
    page = open_page(UserFactory(unit=parts[0].unit))
    page.goto("/quan-tri/complaints/referral/")
    rows = page.locator("#result_list tbody tr")
    boxes = page.locator("#result_list .action-select")
    expect(page.locator("#list-keys summary")).to_be_visible()
    ok, report = is_accessible(page)
    assert ok, report

    rows.first.focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(boxes.nth(1)).to_be_checked()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")

    page.goto(page.url.replace("change/", "buoc/tra-loi/"))
    page.locator("textarea").fill("Đã xong.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#content")).to_contain_text("Người phản ánh sẽ đọc")


def test_letters_typed_in_the_search_are_letters(open_page, parts):
    page = open_page(UserFactory(unit=parts[0].unit))
    page.goto("/quan-tri/complaints/referral/")

    page.locator("#searchbar").press_sequentially("jxk")

    expect(page.locator("#searchbar")).to_have_value("jxk")
    expect(page.locator("#result_list .action-select:checked")).to_have_count(0)
