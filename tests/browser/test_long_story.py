"""The long story of one report with a photo, from a phone to a result that had to be given twice.

Two units answer, one asks back; the seller promises by a link and does not keep it; the
person says so, asks to take the report up again, and is told the result. Every page the
public meets on the way is looked at for accessibility, at the smallest width.
"""

import re

import pytest
from playwright.sync_api import expect

from campaigns import clock
from complaints import seller_terms
from complaints.evidence import preparing
from complaints.loading import gather_rules, load_complaint_data
from complaints.models import (
    Category,
    Complaint,
    RoutingRule,
    RoutingSet,
    SellerRequest,
)
from notifications.models import Notice
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.browser.test_register import open_page, queries_beside_the_driver
from tests.browser.test_shopping_codes import is_accessible
from tests.browser.visitor import complaints_of, fill, press, send, walk_to
from tests.campaigns.factories import CampaignFactory
from tests.complaints.evidence import samples
from tests.complaints.factories import LONG_AGO, routed_units

__all__ = ["open_page", "queries_beside_the_driver"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALLEST = {"width": 320, "height": 640}
BUYER = "nguoi-mua-2@thu.example"
SELLER = "nguoi-ban-2@thu.example"
QUESTION = "Bạn còn giữ hoá đơn không?"
REPLY = "Tôi còn hoá đơn số 12."
ASSOCIATION = "Hội đã gọi cho cửa hàng."
DIVISION = "Phòng đã làm việc với cửa hàng."
PROMISE = "Chúng tôi sẽ hoàn 200.000 đồng."
FIRST_RESULT = "Người bán cam kết hoàn tiền."
WHY = "Cửa hàng chưa hoàn đồng nào."
SECOND_RESULT = "Người bán đã hoàn tiền trước mặt cán bộ."


@pytest.fixture(autouse=True)
def plan(settings):
    """Load the categories and rules, and the units they send to."""
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"
    load_complaint_data(category_model=Category, rule_model=RoutingRule)
    gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=LONG_AGO)
    CampaignFactory()
    return routed_units(DistrictFactory(code="395", name="Huyện Thọ Xuân"))


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "hoa-don.jpg"
    path.write_bytes(samples.camera_photo(size=(640, 480)))
    return path


def test_report_that_is_answered_promised_broken_and_taken_up_again(
    open_page, plan, settings, photo
):
    association = open_page(UserFactory(unit=plan["support"]))
    division = open_page(UserFactory(unit=plan["lead"]))
    code = consumer_reports(open_page(), photo)

    division_looks_at_the_photo(division, code)
    take_step(association, code, "hoi", {"text": QUESTION})
    expect(association.locator("#content")).to_contain_text("Đang chờ người phản ánh")
    consumer_replies(open_page, code)
    take_step(association, code, "tra-loi", {"answer": ASSOCIATION})
    take_step(division, code, "tra-loi", {"answer": DIVISION})
    asked = {"email": SELLER, "text": "Vì sao giá gốc tăng trước ngày khuyến mại?"}
    take_step(division, code, "hoi-nguoi-ban", asked)
    seller_promises(open_page(viewport=SMALLEST))
    take_step(division, code, "ket-thuc", {"outcome": FIRST_RESULT})

    settings.PORTAL_CLOCK = "2024-12-21T08:00+07:00"
    seller_terms.check_promises(at=clock.now())
    consumer_says_it_was_not_kept(open_page(viewport=SMALLEST))
    consumer_asks_to_reopen(open_page(viewport=SMALLEST))
    division.goto(page_of(code))
    expect(division.locator("#content")).to_contain_text(WHY)
    take_step(division, code, "mo-lai", {"reason": "Người bán không giữ lời."})
    closing = {"outcome": SECOND_RESULT, "open_parts_reason": "Đã rõ."}
    take_step(division, code, "ket-thuc", closing)

    consumer_reads_it_all(open_page, code)


def consumer_reports(page, photo):
    page.set_viewport_size(SMALLEST)
    page.goto("/phan-anh/moi/")
    fill(
        page,
        {
            "kind": "complaint",
            "category": True,
            "story": "Giá gốc bị nâng lên trước ngày khuyến mại.",
            "demand": "Hoàn 200.000 đồng.",
            "bought_on": "28/11/2024",
            "seller_name": "Cửa hàng Điện máy Thử",
            "seller_channel": "store",
            "district": "Huyện Thọ Xuân",
            "has_contacted": "no",
        },
    )
    walk_to(page, page.locator("[name=evidence]"))
    page.locator("[name=evidence]").set_input_files(photo)
    expect(page.locator("[data-attached] li")).to_contain_text("Đã nhận")
    fill(
        page,
        {
            "full_name": "Trần Thị Mua",
            "phone": "0900004321",
            "email": BUYER,
            "may_handle": True,
        },
    )
    send(page)
    assert "/da-nhan/" in page.url, complaints_of(page)
    return Complaint.objects.get().code


def division_looks_at_the_photo(page, code):
    preparing.prepare_due(at=clock.now())
    page.goto(page_of(code))
    picture = page.locator("#content img[src*='/hinh/']")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate(
        "async img => { await img.decode(); return img.naturalWidth }"
    )


def consumer_replies(open_page, code):
    page = follow(open_page, code)
    expect(page.locator("main")).to_contain_text(QUESTION)
    is_fine(page)
    page.locator("main [name=text]").fill(REPLY)
    press(page.locator("main form:has([name=text]) button"))
    expect(page.locator("main .timeline")).to_contain_text(REPLY)


def seller_promises(page):
    page.goto(link_in(SELLER, "nguoi-ban"))
    assert "Trần Thị Mua" not in page.locator("main").inner_text()
    expect(page.locator("main")).to_contain_text("07 ngày làm việc")
    is_fine(page)
    fill(page, {"kind": "promise", "promised_on": "20/12/2024", "text": PROMISE})
    send(page)
    assert complaints_of(page) == []


def consumer_says_it_was_not_kept(page):
    page.goto(link_in(BUYER, "loi-hua"))
    is_fine(page)
    press(page.locator("main button[value=no]"))
    assert SellerRequest.objects.get().is_kept is False


def consumer_asks_to_reopen(page):
    page.goto(link_in(BUYER, "ket-qua"))
    is_fine(page)
    fill(page, {"kind": "reopen", "text": WHY})
    send(page)
    assert complaints_of(page) == []


def consumer_reads_it_all(open_page, code):
    page = follow(open_page, code)
    is_fine(page)
    text = page.locator("main").inner_text()
    told = [
        *(QUESTION, REPLY, ASSOCIATION, DIVISION, PROMISE, FIRST_RESULT),
        *(WHY, SECOND_RESULT),
    ]
    places = [text.rindex(words) for words in told]
    assert places == sorted(places)


def take_step(page, code, step, answers):
    """Write, read what will be sent, and send it."""
    page.goto(f"{page_of(code).removesuffix('change/')}buoc/{step}/")
    for name, text in answers.items():
        page.locator(f"#content [name={name}]").fill(text)
    page.locator("input[type=submit].default").click()
    expect(page.locator("#content")).to_contain_text("Người phản ánh sẽ đọc")
    page.locator("input[type=submit].default").click()
    page.wait_for_url("**/change/")


def follow(open_page, code):
    page = open_page(viewport=SMALLEST)
    page.goto("/phan-anh/tra-cuu/")
    fill(page, {"code": code, "factor": "4321"})
    send(page)
    return page


def is_fine(page):
    """Accessible, and not wider than the smallest phone."""
    ok, report = is_accessible(page)
    assert ok, report
    assert page.evaluate("document.documentElement.scrollWidth") == SMALLEST["width"]


def page_of(code):
    number = Complaint.objects.get(code=code).pk
    return f"/quan-tri/complaints/complaint/{number}/change/"


def link_in(recipient, kind):
    """Return the newest link of one use of a kind in the mails to somebody."""
    bodies = Notice.objects.filter(recipient=recipient).order_by("pk")
    found = [
        path
        for notice in bodies
        for path in re.findall(rf"(/phan-anh/mot-lan/{kind}/\S+)", notice.body)
    ]
    return found[-1]
