"""A merchant on a phone: a draft, the sent dossier, its paper, and anyone verifies it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.papers import READERS
from tests.browser.test_item_sheet import MERCHANT, start_dossier
from tests.browser.visitor import complaints_of, fill, log_in, open_page, send

pytestmark = [pytest.mark.browser, pytest.mark.services]
FORM_01 = "PDF – Mẫu số 01: Thông báo thực hiện khuyến mại"
DRAFT_01 = f"PDF, bản nháp{FORM_01.removeprefix('PDF')}"


def test_merchant_takes_the_paper_to_file_and_anyone_verifies_it(browser, portal):
    page = open_page(browser, portal.url)
    log_in(page, MERCHANT)
    dossier = start_dossier(page)
    declare_goods_and_sums(page, dossier)

    page.goto(dossier)
    draft = download(page, DRAFT_01)
    page.goto(f"{dossier}kiem-tra/")
    expect(page.locator("main")).to_contain_text("Ngày cuối cùng được nộp hồ sơ")
    fill(page, {"is_declared_true": True})
    send(page)
    assert "/da-gui/" in page.url, complaints_of(page)
    paper = download(page, FORM_01)

    assert "BẢN NHÁP" in draft
    assert "BẢN NHÁP" not in paper
    assert "Bằng chữ" in paper or "bằng chữ" in paper
    code = re.search(r"TL-\w{4}-\w{4}", paper).group(0)
    note_the_filing(page, dossier)
    anyone_verifies(browser, portal, code, reference=dossier.strip("/").split("/")[-1])
    page.context.close()


def declare_goods_and_sums(page, dossier):
    page.goto(f"{dossier}hang-hoa/them/")
    fill(
        page,
        {
            "name": "Nem chua hộp 20 chiếc",
            "goods_group": "Thực phẩm, đồ uống đóng gói",
            "price_before_vnd": "100.000",
            "price_now_vnd": "70.000",
            "unit_of_measure": "hộp",
        },
    )
    send(page)
    page.goto(f"{dossier}thu-tuc/")
    fill(page, {"promoted_total_vnd": "900.000.000", "used_total_vnd": "150.000.000"})
    send(page)
    assert complaints_of(page) == []


def download(page, name):
    """Take a file by its link and return its words; no page is wider than the phone."""
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    with page.expect_download() as taken:
        page.get_by_role("link", name=name).click()
    assert re.fullmatch(
        r"KM-\d{4}-\d{6}-mau-01-[\w-]+\.pdf", taken.value.suggested_filename
    )
    return READERS[".pdf"](taken.value.path())


def note_the_filing(page, dossier):
    page.goto(dossier)
    page.get_by_role("link", name="Ghi mã và ngày nộp").click()
    page.wait_for_url("**/ma-dich-vu-cong/")
    fill(page, {"filing_ref": "H56-1", "filed_on": "18/11/2024"})
    send(page)
    expect(page.locator("main")).to_contain_text("H56-1")
    expect(page.locator("body")).to_contain_text("000.00.00.H56-000000-0000")


def anyone_verifies(browser, portal, code, *, reference):
    page = open_page(browser, portal.url)
    page.goto(f"/xac-minh/{code}/")
    expect(page.locator("main")).to_contain_text("Mẫu số 01")
    expect(page.locator("main")).to_contain_text(reference)
    page.context.close()
