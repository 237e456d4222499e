"""The register and a dossier with script: parts of pages, saved while typing."""

from django.conf import settings
from django.test import Client

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from promotions.models import Promotion
from promotions.search import refresh_search
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import (
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(autouse=True, scope="session")
def queries_beside_the_driver():
    """The driver's event loop makes Django think that queries are asynchronous."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(autouse=True)
def days_before_the_campaign(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def open_page(browser, live_server):
    """Return a page of the given size; what the console says is kept with it."""
    # The browser resolves no names.
    address = live_server.url.replace("localhost", "127.0.0.1")
    contexts = []

    def open_as(user=None, *, viewport=DESK):
        context = browser.new_context(base_url=address, viewport=viewport)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            value = client.cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_as
    for context in contexts:
        context.close()


def listed(name):
    promotion = PromotionFactory(published=True, name=name, item__name=name)
    refresh_search(promotion)
    return promotion


def test_typing_changes_the_results_and_the_address_only(open_page):
    listed("Nem chua")
    listed("Bánh gai")
    page = open_page()
    page.goto("/khuyen-mai/")
    page.evaluate("window.stayed = true")

    page.get_by_role("searchbox").press_sequentially("banh gai")
    page.wait_for_url("**/khuyen-mai/?q=banh+gai")

    expect(page.locator(".offer__name")).to_have_text(["Bánh gai"])
    expect(page.locator("#result-count")).to_have_text("1 chương trình khuyến mại")
    assert page.evaluate("window.stayed") is True
    assert page.complaints == []


def test_going_back_shows_the_list_before(open_page):
    listed("Nem chua")
    listed("Bánh gai")
    page = open_page()
    page.goto("/khuyen-mai/")
    page.get_by_label("Sắp xếp").select_option("giam-nhieu")
    page.get_by_role("searchbox").press_sequentially("nem")
    page.wait_for_url("**/?q=nem&sap-xep=giam-nhieu")

    page.go_back()

    page.wait_for_url("**/khuyen-mai/?sap-xep=giam-nhieu")
    expect(page.locator(".offer__name")).to_have_count(2)


def test_field_is_judged_and_saved_when_it_is_left(open_page):
    the_campaign()
    membership = MerchantMemberFactory()
    dossier = PromotionFactory(merchant=membership.merchant)
    page = open_page(membership.user, viewport=PHONE)
    page.goto(f"/doanh-nghiep/ho-so/{dossier.reference}/thong-tin/")

    page.get_by_label("Tên chương trình khuyến mại").fill("Hương vị xứ Thanh")
    for number, day in enumerate(("25/11/2024", "24/11/2024")):
        page.get_by_label("Ngày").nth(number).fill(day)
    page.get_by_label("Ngày").nth(1).blur()
    page.get_by_text("KM-04").wait_for()

    assert Promotion.objects.get().name == "Hương vị xứ Thanh"
    assert page.get_by_label("Ngày").nth(1).input_value() == "24/11/2024"
    assert page.complaints == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_have_no_fault_that_a_machine_can_find(open_page, viewport):
    slot = TimeSlotFactory(campaign=the_campaign())
    membership = MerchantMemberFactory()
    shown = listed("Nem chua")
    shown.channels.add(SalesChannelFactory(merchant=shown.merchant))
    dossier = PromotionFactory(
        declared=True,
        merchant=membership.merchant,
        forms=["discount", "gift", "contest"],
        slot=slot,
        item__price_now_vnd=200_000,
    )
    PrizeFactory(promotion=dossier)
    own = f"/doanh-nghiep/ho-so/{dossier.reference}/"
    steps = ("", "thong-tin/", "hinh-thuc/", "hang-hoa/", "hang-hoa/them/")
    more = ("giai-thuong/", "kenh-dia-ban/", "thu-tuc/", "kiem-tra/", "rut/")
    addresses = [
        *("/khuyen-mai/", "/khuyen-mai/?q=zzz&ocop=on", shown.get_absolute_url()),
        *(f"/thuong-nhan/{shown.merchant.tax_code}/", "/phap-luat/"),
        *("/doanh-nghiep/", "/doanh-nghiep/thuong-nhan/moi/", "/doanh-nghiep/ho-so/"),
        f"/doanh-nghiep/thuong-nhan/{membership.merchant.tax_code}/",
        *(own + step for step in (*steps, *more)),
    ]
    page = open_page(membership.user, viewport=viewport)

    faults = [fault for address in addresses for fault in _faults(page, address)]

    assert faults == []
    assert page.complaints == []


def _faults(page, address):
    page.goto(address)
    found = Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    yield from (
        f"{address}: {rule['id']} {node['target']}"
        for rule in found
        for node in rule["nodes"]
    )
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        yield f"{address}: {width} px wide"
