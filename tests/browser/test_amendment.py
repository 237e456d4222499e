"""A running promotion is amended: harm is refused, more is sent, answered and told."""

import pytest
from playwright.sync_api import expect

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

MERCHANT = "cua-hang@demo.thanhhoa.example"
OFFICER = "thuong-mai@demo.thanhhoa.example"
WHY = "Nhà cung cấp hỗ trợ thêm giá"


def test_a_merchant_amends_a_running_promotion_and_the_officer_accepts(browser, portal):
    reference, item, price = a_running_promotion(portal)

    proposal = merchant_proposes(browser, portal, reference, item, price)
    public_still_reads(browser, portal, reference, price)
    officer_accepts(browser, portal, proposal)
    public_reads_the_change(browser, portal, reference, price - 1_000)


def a_running_promotion(portal):
    """Return one of the demo merchant's with one item, its name and its price."""
    found = portal.query(
        "SELECT p.reference, min(i.name), min(i.price_now_vnd)"
        " FROM promotions_promotion p"
        " JOIN promotions_item i ON i.promotion_id = p.id"
        " JOIN promotions_merchantmember m ON m.merchant_id = p.merchant_id"
        " JOIN accounts_user u ON u.id = m.user_id"
        " WHERE p.state = 'published' AND u.email = %s"
        " AND p.starts_at <= '2024-11-29' AND p.ends_at >= '2024-12-01'"
        " AND p.forms = '{discount}' AND i.price_now_vnd > 2000"
        " GROUP BY p.id HAVING count(*) = 1 ORDER BY p.id LIMIT 1",
        [MERCHANT],
    )
    return found[0]


def merchant_proposes(browser, portal, reference, item, price):
    page = open_page(browser, portal.url)
    log_in(page, MERCHANT)
    page.goto(f"/doanh-nghiep/ho-so/{reference}/")
    page.get_by_role("button", name="Đề nghị sửa đổi, bổ sung").click()
    page.wait_for_url(lambda url: f"{reference}-SD1/" in url)
    change_price(page, item, price + 1_000)
    expect(page.locator("main")).to_contain_text("KM-32")
    expect(page.locator("main")).to_contain_text("không được tăng giá bán")
    change_price(page, item, price - 1_000)
    expect(page.locator(".changes")).to_contain_text(dotted(price - 1_000))
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    fill(page, {"reason": WHY, "is_declared_true": True})
    send(page)
    assert complaints_of(page) == []
    expect(page.locator("main")).to_contain_text("Đã gửi")
    page.context.close()
    return f"{reference}-SD1"


def change_price(page, item, price):
    dossier = page.url.split("/ho-so/")[1].split("/")[0]
    page.goto(f"/doanh-nghiep/ho-so/{dossier}/hang-hoa/")
    page.get_by_role("link", name=f"Thay đổi {item}").click()
    fill(page, {"price_now_vnd": str(price), "discount_percent": ""})
    send(page)
    page.goto(f"/doanh-nghiep/ho-so/{dossier}/")


def public_still_reads(browser, portal, reference, price):
    page = open_page(browser, portal.url)
    page.goto(f"/khuyen-mai/{reference}/")
    expect(page.locator("main")).to_contain_text(dotted(price))
    expect(page.locator("main")).not_to_contain_text("Đã sửa đổi")
    page.context.close()


def officer_accepts(browser, portal, proposal):
    page = open_page(browser, portal.url, size=DESK)
    log_in(page, OFFICER)
    page.goto("/quan-tri/promotions/amendment/?state__exact=submitted")
    page.get_by_role("link", name=proposal).click()
    expect(page.locator("#content")).to_contain_text(WHY)
    expect(page.locator(".changes")).to_contain_text("giá khuyến mại")
    press(page.get_by_role("button", name="Chấp nhận sửa đổi"))
    expect(page.locator(".messagelist")).to_contain_text("Đã chấp nhận")
    page.context.close()


def public_reads_the_change(browser, portal, reference, price):
    page = open_page(browser, portal.url)
    page.goto(f"/khuyen-mai/{reference}/")
    expect(page.locator("main")).to_contain_text("Đã sửa đổi, bổ sung ngày")
    expect(page.locator(".data-table")).to_contain_text(dotted(price))
    page.get_by_role("link", name="Xem nội dung thay đổi").click()
    expect(page.locator(".data-table")).to_contain_text(dotted(price + 1_000))
    expect(page.locator("main")).not_to_contain_text(WHY)
    page.context.close()


def dotted(amount):
    return f"{amount:,}".replace(",", ".")
