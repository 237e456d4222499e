"""A consumer claims a code on a phone; the merchant redeems it at the till, once."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from promotions.models import CodeClaim
from promotions.shopping_codes import codes
from tests.browser.test_register import (
    PHONE,
    WCAG,
    open_page,
    queries_beside_the_driver,
)
from tests.promotions.factories import CodePoolFactory, MerchantMemberFactory

__all__ = ["open_page", "queries_beside_the_driver"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def in_the_sixty_hours(settings):
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"


def is_accessible(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return found.violations_count == 0, found.generate_report()


def test_code_is_claimed_shown_and_redeemed_once(open_page):
    person = MerchantMemberFactory()
    pool = CodePoolFactory(promotion__merchant=person.merchant)
    phone = open_page(viewport=PHONE)
    phone.goto(pool.get_absolute_url())
    assert is_accessible(phone)[0], is_accessible(phone)[1]

    phone.get_by_label("Địa chỉ e-mail").fill("lan@thu.example")
    phone.get_by_role("button", name="Nhận mã").click()
    code = phone.locator(".my-code__code").inner_text()
    assert code == CodeClaim.objects.get().code
    assert is_accessible(phone)[0], is_accessible(phone)[1]
    phone.set_viewport_size({"width": 320, "height": 640})
    assert phone.evaluate("document.documentElement.scrollWidth") == 320

    till = open_page(person.user, viewport=PHONE)
    till.goto("/thu-ngan/")
    till.get_by_label("Mã của khách hàng").fill(code.lower())
    till.get_by_role("button", name="Kiểm tra mã").click()
    expect(till.get_by_role("alert")).to_contain_text("Mã hợp lệ")
    assert is_accessible(till)[0], is_accessible(till)[1]
    till.get_by_role("button", name="Xác nhận sử dụng ngay").click()
    expect(till.get_by_role("alert")).to_contain_text("Đã xác nhận sử dụng")
    till.get_by_label("Mã của khách hàng").fill(code)
    till.get_by_role("button", name="Kiểm tra mã").click()
    expect(till.get_by_role("alert")).to_contain_text("Mã đã dùng lúc")
    assert not phone.complaints
    assert not till.complaints
    phone.reload()
    expect(phone.get_by_role("status")).to_contain_text(person.merchant.name)


def test_till_without_a_network_checks_the_signature_and_sends_later(open_page):
    person = MerchantMemberFactory()
    pool = CodePoolFactory(promotion__merchant=person.merchant)
    phone = open_page(viewport=PHONE)
    phone.goto(pool.get_absolute_url())
    phone.get_by_label("Địa chỉ e-mail").fill("lan@thu.example")
    phone.get_by_role("button", name="Nhận mã").click()
    phone.wait_for_selector(".my-code__code")
    claim = CodeClaim.objects.get()
    # The browser's clock is today's, far behind the end of a code of 2124.
    text = codes.till_text(claim.code, pool.expires_at.replace(year=2124))
    till = open_page(person.user, viewport=PHONE)
    till.goto("/thu-ngan/")
    till.context.set_offline(True)

    box = till.get_by_label("Mã của khách hàng")
    box.fill(text[:-4] + "AAAA")
    till.get_by_role("button", name="Kiểm tra mã").click()
    expect(till.get_by_role("alert")).to_contain_text("không phải mã do cổng ký")
    box.fill(text)
    till.get_by_role("button", name="Kiểm tra mã").click()
    expect(till.get_by_role("alert")).to_contain_text("chữ ký đúng")
    claim.refresh_from_db()
    assert claim.status == "held"

    till.context.set_offline(False)
    expect(till.get_by_role("alert")).to_contain_text("Đã xác nhận sử dụng")
    claim.refresh_from_db()
    assert claim.status == "redeemed"
