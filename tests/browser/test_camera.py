"""The camera of a phone reads a QR code on the page where codes are verified."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_register import (
    PHONE,
    open_page,
    queries_beside_the_driver,
)
from tests.promotions.factories import PromotionFactory

__all__ = ["open_page", "queries_beside_the_driver"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A camera whose picture is a blank canvas, and a reader that sees the code in it.
CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d").fillRect(0, 0, 9, 9);
  window.stream = canvas.captureStream(10);
  return window.stream;
};
"""
READER = """
window.seen = [];
window.BarcodeDetector = class { async detect() { return window.seen; } };
"""
NO_READER = "delete window.BarcodeDetector;"
SCAN = "Quét bằng camera"


def verify_page(open_page, *scripts):
    page = open_page(viewport=PHONE)
    page.add_init_script("\n".join(scripts))
    page.goto("/xac-minh/")
    return page


def test_code_before_the_camera_is_verified_and_the_camera_is_closed(open_page):
    promotion = PromotionFactory(published=True, name="Nem chua giảm 20%")
    page = verify_page(open_page, CAMERA, READER)

    page.get_by_role("button", name=SCAN).click()
    expect(page.get_by_role("status")).to_contain_text("Đưa mã QR vào trước camera")
    assert page.evaluate("window.stream.active")
    address = f"https://km.thanhhoa.example/khuyen-mai/{promotion.reference}/"
    page.evaluate("address => { window.seen = [{ rawValue: address }] }", address)

    page.wait_for_url(f"**/xac-minh/{promotion.reference}/")
    expect(page.get_by_text("Nem chua giảm 20%")).to_be_visible()
    assert not page.complaints


def test_camera_can_be_closed_again(open_page):
    page = verify_page(open_page, CAMERA, READER)
    page.get_by_role("button", name=SCAN).click()

    page.get_by_role("button", name="Tắt camera").click()

    expect(page.get_by_role("button", name=SCAN)).to_be_focused()
    assert not page.evaluate("window.stream.active")


def test_refused_camera_leads_back_to_typing(open_page):
    page = verify_page(
        open_page,
        READER,
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error());",
    )
    page.get_by_role("button", name=SCAN).click()

    expect(page.get_by_role("alert")).to_contain_text("Không dùng được camera")
    expect(page.get_by_label("Mã", exact=True)).to_be_focused()


def test_no_camera_is_offered_where_the_browser_reads_no_codes(open_page):
    page = verify_page(open_page, NO_READER)

    expect(page.get_by_label("Mã", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=SCAN)).to_have_count(0)
