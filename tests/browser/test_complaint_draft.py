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


def write(page, story=STORY):
    page.goto("about:blank")
    page.goto("/phan-anh/moi/")
    fill(
        page,
        {
            "kind": "tip",
            "category": True,
            "story": story,
            "seller_name": "Cửa hàng Thử",
            "seller_channel": "store",
            "district": "Huyện Mường Lát",
        },
    )


def offered(page):
    """Open the form anew and return the drafts that stand on the device."""
    page.goto("about:blank")
    page.goto("/phan-anh/moi/")
    expect(page.locator("[data-draft]")).to_contain_text("chưa gửi")
    expect(page.locator("[name=story]")).to_have_value("")
    return page.locator("[data-draft-offers] > div")


def go_on(page, draft, story=STORY):
    draft.get_by_role("button", name="Viết tiếp").click()
    expect(page.locator("[name=story]")).to_have_value(story)


def hand_in(page):
    walk_to(page, page.locator("[name=may_handle]"))
    fill(page, {"may_handle": True})
    send(page)
    page.wait_for_url("**/da-nhan/**")


def assert_nothing_is_kept(page):
    page.goto("/phan-anh/moi/")
    expect(page.locator("form[data-parts]")).to_be_visible()
    expect(page.locator("[data-draft]")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('complaint-draft')") is None


def test_what_was_typed_comes_back_and_leaves_when_the_line_is_there(page):
    write(page)
    go_on(page, offered(page).first)
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

    go_on(page, offered(page).first)
    hand_in(page)

    assert Complaint.objects.count() == 1
    assert_nothing_is_kept(page)


def test_a_report_begun_beside_another_writes_nothing_over(page):
    write(page)
    write(page, "Hàng giao không đúng loại.")

    drafts = offered(page)
    expect(drafts).to_have_count(2)
    go_on(page, drafts.first, "Hàng giao không đúng loại.")
    go_on(page, offered(page).nth(1))


def test_of_many_the_three_newest_are_kept(page):
    for number in range(4):
        write(page, f"Phản ánh thứ {number} của tôi.")

    drafts = offered(page)
    expect(drafts).to_have_count(3)
    go_on(page, drafts.last, "Phản ánh thứ 1 của tôi.")


def test_what_was_received_leaves_and_the_other_stays(page):
    write(page)
    write(page, "Hàng giao không đúng loại.")
    hand_in(page)

    drafts = offered(page)
    expect(drafts).to_have_count(1)
    go_on(page, drafts.first)


def test_what_stands_on_the_device_is_deleted_on_wish(page):
    write(page)
    write(page, "Hàng giao không đúng loại.")

    drafts = offered(page)
    for left in (1, 0):
        drafts.first.get_by_role("button", name="Xoá khỏi").click()
        expect(drafts).to_have_count(left)

    assert_nothing_is_kept(page)


def test_a_choice_alone_is_no_report_to_come_back_to(page):
    page.goto("/phan-anh/moi/")
    page.locator("[name=kind][value=tip]").check()

    assert_nothing_is_kept(page)
