"""A report is written on a weak network: nothing typed is lost, nothing sent twice."""

import pytest
from playwright.sync_api import expect

from complaints.loading import gather_rules, load_complaint_data
from complaints.models import Category, Complaint, RoutingRule, RoutingSet
from tests.accounts.factories import DistrictFactory
from tests.browser.test_register import PHONE, open_page, queries_beside_the_driver
from tests.browser.visitor import fill, send, walk_to
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import LONG_AGO, routed_units

__all__ = ["open_page", "queries_beside_the_driver"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "Giá gốc bị nâng lên trước ngày khuyến mại."


@pytest.fixture(autouse=True)
def plan(settings):
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"
    load_complaint_data(category_model=Category, rule_model=RoutingRule)
    gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=LONG_AGO)
    CampaignFactory()
    routed_units(DistrictFactory(code="395", name="Huyện Mường Lát"))


@pytest.fixture
def page(open_page):
    return open_page(viewport=PHONE)


def write(page):
    page.goto("/phan-anh/moi/")
    fill(
        page,
        {
            "kind": "tip",
            "category": True,
            "story": STORY,
            "seller_name": "Cửa hàng Thử",
            "seller_channel": "store",
            "district": "Huyện Mường Lát",
        },
    )


def go_on(page):
    """Open the form anew and take up what stands on the device."""
    page.goto("about:blank")
    page.goto("/phan-anh/moi/")
    expect(page.locator("[data-draft]")).to_contain_text("chưa gửi")
    assert page.locator("[name=story]").input_value() == ""
    page.locator("[data-draft] button").first.click()
    assert page.locator("[name=story]").input_value() == STORY


def assert_nothing_is_kept(page):
    page.goto("/phan-anh/moi/")
    expect(page.locator("[data-draft]")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('complaint-draft')") is None


def test_what_was_typed_comes_back_and_leaves_when_the_line_is_there(page):
    write(page)
    go_on(page)
    fill(page, {"may_handle": True})

    page.context.set_offline(True)
    page.locator("[data-send] button").click()
    expect(page.locator("[data-draft]")).to_contain_text("Không có kết nối")
    assert Complaint.objects.count() == 0
    page.context.set_offline(False)
    page.wait_for_url("**/da-nhan/**")

    assert Complaint.objects.get().story == STORY
    assert_nothing_is_kept(page)


def test_an_answer_lost_on_the_way_files_no_second_report(page):
    write(page)
    fill(page, {"may_handle": True})

    def lose_the_answer(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/phan-anh/moi/", lose_the_answer)
    page.locator("[data-send] button").click()
    page.wait_for_timeout(1000)
    page.unroute("**/phan-anh/moi/")
    assert Complaint.objects.count() == 1

    go_on(page)
    walk_to(page, page.locator("[name=may_handle]"))
    send(page)

    assert "/da-nhan/" in page.url
    assert Complaint.objects.count() == 1
    assert_nothing_is_kept(page)


def test_what_stands_on_the_device_is_deleted_on_wish_and_not_written_over(page):
    write(page)
    page.goto("about:blank")
    page.goto("/phan-anh/moi/")
    page.locator("[name=kind][value=tip]").check()
    page.goto("about:blank")

    go_on(page)
    page.reload()
    page.locator("[data-draft] button").nth(1).click()

    assert_nothing_is_kept(page)
