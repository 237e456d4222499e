"""A photo from a phone on a bad line: it goes on by itself and arrives as it was."""

import hashlib
import os

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.visitor import DESK, complaints_of, fill, log_in, open_page, send

pytestmark = [pytest.mark.browser, pytest.mark.services]

STORY = {
    "kind": "tip",
    "category": True,
    "story": "Giá trên kệ khác giá quảng cáo.",
    "seller_name": "Cửa hàng Mường Lát",
    "seller_channel": "store",
}


@pytest.fixture
def photo(tmp_path):
    """A photo of noise, so large that it takes several pieces."""
    path = tmp_path / "hoa-don.jpg"
    noise = Image.frombytes("RGB", (900, 700), os.urandom(900 * 700 * 3))
    noise.save(path, quality=95)
    return path


def write(page):
    page.goto("/phan-anh/moi/")
    fill(page, STORY)
    page.locator("[name=district]").select_option(index=1)


def test_a_photo_survives_a_lost_line_and_is_seen_by_the_division(
    browser, portal, photo
):
    page = open_page(browser, portal.url)
    write(page)
    page.locator("[data-part]:visible .actions button:not(.secondary)").click()
    lost = lose_the_line_once(page)
    page.locator("[name=evidence]").set_input_files(photo)
    row = page.locator("[data-attached] li")
    expect(row).to_contain_text("Mất kết nối")
    expect(row).to_contain_text("Đã nhận", timeout=60_000)
    assert lost == [True]
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    fill(page, {"may_handle": True})
    send(page)
    assert "/da-nhan/" in page.url, complaints_of(page)

    kept = portal.query(
        "SELECT e.sha256, e.complaint_id, e.id FROM complaints_evidence e"
        " ORDER BY id DESC LIMIT 1"
    )
    assert kept[0][0] == hashlib.sha256(photo.read_bytes()).hexdigest()
    page.context.close()
    division_takes_the_original(browser, portal, photo, *kept[0][1:])


def lose_the_line_once(page):
    lost = []

    def break_one(route):
        if route.request.method == "PATCH" and not lost:
            lost.append(True)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/phan-anh/tep/**", break_one)
    return lost


def division_takes_the_original(browser, portal, photo, complaint, evidence):
    page = open_page(browser, portal.url, size=DESK)
    log_in(page, "thuong-mai@demo.thanhhoa.example")
    page.goto(f"/quan-tri/complaints/complaint/{complaint}/change/")
    expect(page.locator("#bang-chung")).to_contain_text("hoa-don.jpg")
    page.goto(f"/quan-tri/complaints/evidence/{evidence}/tai-ve/")
    page.locator("[name=purpose][value=examine]").check()
    with page.expect_download() as taken:
        page.locator("input[type=submit].default").click()
    assert taken.value.path().read_bytes() == photo.read_bytes()
    assert portal.query(
        "SELECT count(*) FROM complaints_custodyentry"
        " WHERE evidence_id = %s AND act = 'downloaded'",
        [evidence],
    ) == [(1,)]
    page.context.close()


def test_without_javascript_the_form_brings_the_file_itself(browser, portal, photo):
    context = browser.new_context(
        base_url=portal.url, java_script_enabled=False, locale="vi-VN"
    )
    page = context.new_page()
    write(page)
    page.locator("[name=evidence]").set_input_files(photo)
    send(page)
    expect(page.locator("main")).to_contain_text("hoa-don.jpg")
    page.locator("[name=may_handle]").check()
    send(page)

    assert "/da-nhan/" in page.url, complaints_of(page)
    assert portal.query(
        "SELECT filename FROM complaints_evidence ORDER BY id DESC LIMIT 1"
    ) == [("hoa-don.jpg",)]
    context.close()
