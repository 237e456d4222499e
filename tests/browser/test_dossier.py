"""A merchant on a phone takes each procedure to its end, also over a lost line.

The portal rehearses 29/11/2024, so a promotion of late December is in time for each.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_item_sheet import MERCHANT
from tests.browser.visitor import (
    DESK,
    complaints_of,
    fill,
    log_in,
    open_page,
    press,
    send,
)

pytestmark = [pytest.mark.browser, pytest.mark.services]

OFFICER = "thuong-mai@demo.thanhhoa.example"
DAYS = {"starts_at_day": "20/12/2024", "ends_at_day": "31/12/2024"}
GOODS = {
    "name": "Áo khoác",
    "goods_group": "Thời trang, giày dép, phụ kiện",
    "price_before_vnd": "500.000",
    "price_now_vnd": "400.000",
    "unit_of_measure": "chiếc",
}
DRAW = {
    "rules": "Mỗi hoá đơn từ 300.000 đồng được một phiếu.",
    "how_won": "Bốc thăm công khai từ mọi phiếu.",
    "found_where": "15 giờ ngày 31/12/2024, tại cửa hàng.",
    "witnesses": "Đại diện khách hàng và công an phường.",
    "evidence": "Phiếu còn nguyên, số trùng với cuống phiếu.",
    "awarded_where": "Tại cửa hàng.",
}
ASKED = "Thể lệ chưa nêu cách công bố người trúng. Vui lòng bổ sung."
ADDED = "Danh sách người trúng niêm yết tại cửa hàng trong 10 ngày."


@pytest.fixture
def page(browser_page):
    log_in(browser_page, MERCHANT)
    return browser_page


def test_a_discount_is_notified(page):
    dossier = begin(page, "Áo ấm mùa đông", "discount")
    step(page, f"{dossier}hang-hoa/them/", GOODS)
    sums(page, dossier)

    expect(page.locator("main")).to_contain_text("phải thông báo trước khi thực hiện")
    expect(page.locator("main")).to_contain_text("Hồ sơ gửi Sở Công Thương")
    declare_and_send(page, dossier)
    expect(page.get_by_role("link", name=re.compile("PDF – Mẫu số 01"))).to_be_visible()


def test_a_game_of_chance_is_registered_at_the_department(page):
    dossier = a_lucky_draw(page, "Bốc thăm cuối năm")

    expect(page.locator("main")).to_contain_text("Hồ sơ gửi Sở Công Thương")
    declare_and_send(page, dossier)
    for form in ("02", "03"):
        link = page.get_by_role("link", name=re.compile(f"PDF – Mẫu số {form}"))
        expect(link).to_be_visible()


def test_a_game_of_chance_beyond_the_province_is_led_to_the_ministry(page):
    dossier = a_lucky_draw(page, "Bốc thăm liên tỉnh", is_beyond_province=True)

    expect(page.locator("main")).to_contain_text("Hồ sơ gửi Bộ Công Thương")
    page.goto(f"{dossier}thu-tuc/")
    fill(page, {"confirmation_ref": "1234/BCT-XTTM", "confirmed_on": "28/11/2024"})
    send(page)
    page.goto(f"{dossier}kiem-tra/")
    declare_and_send(page, dossier)


def test_what_was_typed_without_a_line_is_there_on_another_device(
    browser, portal, page
):
    dossier = begin(page, "Mất mạng giữa chừng", "discount")
    page.goto(f"{dossier}thong-tin/")
    page.context.set_offline(True)
    fill(page, {"conditions": "Mỗi người hai chiếc, gõ khi mất mạng."})
    page.keyboard.press("Tab")
    expect(page.locator("#kept")).to_be_visible()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#kept")).to_be_hidden()

    other = open_page(browser, portal.url)
    log_in(other, MERCHANT)
    other.goto(f"{dossier}thong-tin/")
    expect(other.locator("[name=conditions]")).to_have_value(
        "Mỗi người hai chiếc, gõ khi mất mạng."
    )
    other.context.close()


def test_an_officer_asks_for_a_change_and_receives_it(browser, portal, page):
    dossier = a_lucky_draw(page, "Bốc thăm phải bổ sung")
    declare_and_send(page, dossier)
    reference = dossier.strip("/").rsplit("/", 1)[-1]
    desk = open_page(browser, portal.url, size=DESK)
    log_in(desk, OFFICER)
    at_desk(desk, reference, "Đề nghị bổ sung, chỉnh sửa", reason=ASKED)

    page.goto(dossier)
    expect(page.locator("main")).to_contain_text(ASKED)
    step(page, f"{dossier}chi-tiet/", {"lucky_draw_rules": f"{DRAW['rules']} {ADDED}"})
    page.goto(f"{dossier}kiem-tra/")
    declare_and_send(page, dossier)

    desk.goto(f"/quan-tri/promotions/promotion/?q={reference}")
    desk.locator("#result_list tbody th a").first.click()
    expect(desk.locator("#content")).to_contain_text(ADDED)
    at_desk(desk, reference, "Tiếp nhận")
    page.goto(dossier)
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận")
    desk.context.close()


def begin(page, name, form):
    page.goto("/doanh-nghiep/")
    press(page.locator("main form[action$='/ho-so/moi/'] button").first)
    dossier = re.search(r"/doanh-nghiep/ho-so/KM-\d{4}-\d{6}/", page.url).group(0)
    step(
        page,
        f"{dossier}thong-tin/",
        {
            "name": name,
            **DAYS,
            "customers": "Mọi người mua",
            "content": "Chương trình cuối năm.",
            "conditions": "Không.",
        },
    )
    step(page, f"{dossier}hinh-thuc/", {"forms": form})
    return dossier


def a_lucky_draw(page, name, **area):
    dossier = begin(page, name, "lucky_draw")
    answers = {f"lucky_draw_{question}": text for question, text in DRAW.items()}
    step(page, f"{dossier}chi-tiet/", {**answers, "prizes_due_on": "10/01/2025"})
    prize = {"name": "Xe máy", "kind": "Hàng hoá", "quantity": "1"}
    prize["value_vnd"] = "20.000.000"
    answers = {f"form-0-{field}": answer for field, answer in prize.items()}
    step(page, f"{dossier}giai-thuong/", answers)
    step(page, f"{dossier}hang-hoa/them/", {**GOODS, "price_now_vnd": "500.000"})
    if area:
        step(page, f"{dossier}kenh-dia-ban/", area)
    sums(page, dossier)
    return dossier


def sums(page, dossier):
    step(
        page,
        f"{dossier}thu-tuc/",
        {"promoted_total_vnd": "900.000.000", "used_total_vnd": "150.000.000"},
    )
    page.goto(f"{dossier}kiem-tra/")


def step(page, address, answers):
    """Fill in one task; no page of it is wider than the phone."""
    page.goto(address)
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    fill(page, answers)
    send(page)
    assert complaints_of(page) == []


def declare_and_send(page, dossier):
    fill(page, {"is_declared_true": True})
    send(page)
    page.wait_for_url(f"**{dossier}da-gui/")


def at_desk(desk, reference, button, *, reason=""):
    desk.goto(f"/quan-tri/promotions/promotion/?q={reference}")
    press(desk.locator("#result_list tbody th a").first)
    press(desk.locator(".object-tools").get_by_text(button, exact=True).first)
    if reason:
        fill(desk, {"reason": reason})
        for _ in ("shows the mail", "sends it"):
            press(desk.locator(".submit-row .default"))
    assert complaints_of(desk) == []
