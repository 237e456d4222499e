"""«Do I have to notify?» on a phone, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import violations
from tests.browser.visitor import PHONE, fill, send

pytestmark = [pytest.mark.browser, pytest.mark.services]
START = "/doanh-nghiep/kiem-tra/"
RESULT = (
    f"{START}?ai=household&hinh-thuc=lucky_draw&bat-dau=29/11/2024"
    "&ngay-nop=20/11/2024&ngoai-tinh=khong"
)


def answer(page, **answers):
    fill(page, {name.replace("_", "-"): value for name, value in answers.items()})
    send(page)


def test_a_shopkeeper_is_led_to_the_last_day_and_back(browser_page):
    page = browser_page
    page.goto(START)
    answer(page, ai="household")
    page.get_by_label("Giảm giá").check()
    send(page)
    answer(page, bat_dau="29/11/2024")
    answer(page, ngay_nop="20/11/2024")
    answer(page, ngoai_tinh="khong")
    answer(page, gia_tri="150.000.000")
    answer(page, truc_tuyen="khong")

    expect(page.locator("h1")).to_have_text("Bạn phải thông báo đến Sở Công Thương")
    expect(page.locator(".term strong")).to_have_text("26/11/2024")
    page.go_back()
    expect(page.locator("legend")).to_contain_text("trực tuyến")
    answer(page, truc_tuyen="co")
    expect(page.locator("h1")).to_have_text("Bạn không phải thông báo")


def test_it_works_without_javascript_and_fits_the_smallest_phone(browser, portal):
    context = browser.new_context(
        base_url=portal.url,
        java_script_enabled=False,
        viewport={"width": 320, "height": 640},
    )
    page = context.new_page()
    page.goto(START)
    answer(page, ai="representative_office")

    expect(page.locator("h1")).to_have_text(
        "Văn phòng đại diện không được thực hiện khuyến mại"
    )
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_questions_and_result_obey_wcag_22_aa(browser_page, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size(PHONE)
    found = []

    for address in (START, f"{START}?ai=household&hoi=hinh-thuc", RESULT):
        browser_page.goto(address)
        found += violations(browser_page)

    assert found == []
