"""The straight line: one promotion from a merchant's phone to the leadership's papers.

Four kinds of people, one after the other, in the portal as ``make run`` starts it; the
worker sends the mails and makes the report.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.papers import READERS, sha256, totals
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

TAX_CODE = "2899999013"
PASSWORD = "cam-xuan-thanh-2024"
MERCHANT_MAIL = "chu-vuon@demo.thanhhoa.example"
CONSUMER_MAIL = "nguoi-mua@demo.thanhhoa.example"
PROMOTION = "Cam Xuân Thành giảm 62%"
OUTCOME = "Đội đã kiểm tra và nhắc nhở người bán niêm yết đúng giá."
ANSWER = "Chúng tôi đã yêu cầu người bán hoàn phần chênh lệch cho bạn."


def test_promotion_complaint_inspection_and_report_in_one_line(
    browser, portal, tmp_path
):
    before = counts(portal)

    reference = merchant_registers_a_promotion(browser, portal)
    officer_receives_and_publishes(browser, portal, reference)
    code = consumer_finds_it_and_complains(browser, portal, reference)
    division_answers(browser, portal, code)
    surveillance_inspects(browser, portal, code)
    consumer_reads_the_timeline(browser, portal, code)
    files = leader_downloads_the_report(browser, portal, tmp_path)

    after = counts(portal)
    grown = {name: after[name] - before[name] for name in after}
    assert grown == {
        "merchants": 1,
        "promotions": 1,
        "complaints": 1,
        "inspections": 1,
    }
    figures = portal.query(
        "SELECT figures FROM reports_snapshot ORDER BY id DESC LIMIT 1"
    )[0][0]
    check_files(portal, files, figures, after)


def counts(portal):
    public = "('submitted','needs_changes','received','published','ended','suspended')"
    return {
        "merchants": portal.query("SELECT count(*) FROM promotions_merchant")[0][0],
        "promotions": portal.query(
            f"SELECT count(*) FROM promotions_promotion WHERE state IN {public}"  # noqa: S608 -- a constant
        )[0][0],
        "complaints": portal.query("SELECT count(*) FROM complaints_complaint")[0][0],
        "inspections": portal.query("SELECT count(*) FROM inspections_inspection")[0][
            0
        ],
    }


def merchant_registers_a_promotion(browser, portal):
    page = open_page(browser, portal.url)
    sign_up(page, portal)
    page.goto("/doanh-nghiep/thuong-nhan/moi/")
    fill(
        page,
        {
            "tax_code": TAX_CODE,
            "kind": "household",
            "name": "Hộ kinh doanh Vườn cam Xuân Thành",
            "address": "Thôn 3, xã Xuân Thành",
            "district": "Huyện Thọ Xuân",
            "phone": "0900 001 234",
            "contact_name": "Lê Thị Cam",
            "contact_phone": "0900001234",
        },
    )
    send(page)
    assert complaints_of(page) == []
    page.goto(f"/doanh-nghiep/thuong-nhan/{TAX_CODE}/kenh/them/")
    fill(page, {"kind": "store", "name": "Vườn nhà", "address": "Thôn 3, Xuân Thành"})
    send(page)
    page.goto("/doanh-nghiep/")
    send(page)
    reference = re.search(r"/ho-so/(KM-\d{4}-\d{6})/", page.url).group(1)
    describe_promotion(page, reference)
    refused_outside_the_week(page, reference)
    page.goto(f"/doanh-nghiep/ho-so/{reference}/kiem-tra/")
    fill(page, {"is_declared_true": True})
    send(page)
    assert "/da-gui/" in page.url, complaints_of(page)
    expect(page.locator("main")).to_contain_text(reference)
    page.context.close()
    return reference


def sign_up(page, portal):
    page.goto("/tai-khoan/dang-ky/")
    fill(
        page,
        {"email": MERCHANT_MAIL, "password1": PASSWORD, "password2": PASSWORD},
    )
    send(page)
    mail = portal.wait_for_mail(MERCHANT_MAIL).get_content()
    page.goto(re.search(r"http://\S+", mail).group(0))
    send(page)


def describe_promotion(page, reference):
    dossier = f"/doanh-nghiep/ho-so/{reference}/"
    page.goto(f"{dossier}thong-tin/")
    fill(
        page,
        {
            "name": PROMOTION,
            "takes_part": True,
            "starts_at_day": "25/11/2024",
            "starts_at_hour": "00:00",
            "ends_at_day": "01/12/2024",
            "ends_at_hour": "24:00",
            "customers": "Mọi người mua",
            "content": "Giảm 62% giá cam tươi đóng thùng 10 kg.",
            "conditions": "Mỗi người tối đa 03 thùng.",
        },
    )
    send(page)
    assert complaints_of(page) == []
    page.goto(f"{dossier}hinh-thuc/")
    fill(page, {"forms": "discount"})
    send(page)
    page.goto(f"{dossier}hang-hoa/them/")
    fill(
        page,
        {
            "name": "Cam Xuân Thành thùng 10 kg",
            "goods_group": "Nông sản, đặc sản địa phương",
            "price_before_vnd": "350.000",
            "price_now_vnd": "133.000",
            "unit_of_measure": "thùng",
            "is_local": True,
        },
    )
    send(page)
    assert complaints_of(page) == []
    page.goto(f"{dossier}kenh-dia-ban/")
    page.locator("[name=channels]").first.check()
    send(page)
    page.goto(f"{dossier}thu-tuc/")
    fill(
        page,
        {
            "promoted_total_vnd": "35.000.000",
            "used_total_vnd": "21.700.000",
            "filing_ref": "000.00.13.H56-241118-0001",
            "filed_on": "18/11/2024",
        },
    )
    send(page)
    assert complaints_of(page) == []


def refused_outside_the_week(page, reference):
    """One day before the week the same 62 % breaks the law, and the page says why."""
    dossier = f"/doanh-nghiep/ho-so/{reference}/"
    page.goto(f"{dossier}thong-tin/")
    fill(page, {"starts_at_day": "24/11/2024"})
    send(page)
    page.goto(f"{dossier}kiem-tra/")
    expect(page.locator("main")).to_contain_text("Mức giảm 62% vượt mức tối đa 50%")
    expect(page.locator("main")).to_contain_text("KM-06")
    page.goto(f"{dossier}thong-tin/")
    fill(page, {"starts_at_day": "25/11/2024"})
    send(page)


def officer_receives_and_publishes(browser, portal, reference):
    page = open_page(browser, portal.url, size=DESK)
    log_in(page, "thuong-mai@demo.thanhhoa.example")
    page.goto(f"/quan-tri/promotions/promotion/?q={reference}")
    press(page.locator("#result_list tbody th a").first)
    for _ in ("receive", "publish"):
        press(page.locator(".object-tools form button").first)
    state = portal.query(
        "SELECT state FROM promotions_promotion WHERE reference = %s", [reference]
    )
    assert state == [("published",)]
    page.context.close()


def consumer_finds_it_and_complains(browser, portal, reference):
    page = open_page(browser, portal.url)
    page.goto("/")
    fill(page, {"q": "cam xuan thanh giam 62"})
    send(page)
    page.get_by_role("link", name=PROMOTION).click()
    expect(page.locator("h1")).to_contain_text(PROMOTION)
    expect(page.locator("main")).to_contain_text("133.000")
    page.goto(f"/phan-anh/moi/?khuyen-mai={reference}")
    fill(
        page,
        {
            "kind": "complaint",
            "category": True,
            "story": "Cửa hàng tính 350.000 đồng, không giảm như đã đăng.",
            "demand": "Hoàn phần chênh lệch.",
            "bought_on": "29/11/2024",
            "seller_channel": "store",
            "has_contacted": "no",
            "full_name": "Trần Văn Mua",
            "phone": "0900009876",
            "email": CONSUMER_MAIL,
            "may_handle": True,
        },
    )
    send(page)
    assert "/da-nhan/" in page.url, complaints_of(page)
    code = re.search(r"PA-[0-9A-Z-]{12,}", page.locator("main").inner_text()).group(0)
    page.reload()
    expect(page.locator("main")).to_contain_text(code)
    assert code in portal.wait_for_mail(CONSUMER_MAIL).get_content()
    page.context.close()
    return code


def division_answers(browser, portal, code):
    """Answer for the Division, then ask the team of the place to have a look."""
    page = open_page(browser, portal.url, size=DESK)
    log_in(page, "thuong-mai@demo.thanhhoa.example")
    steps = f"/quan-tri/complaints/complaint/{key(portal, code)}/buoc/"
    page.goto(f"{steps}tra-loi/")
    page.locator("[name=answer]").fill(ANSWER)
    page.locator("input[type=submit].default").click()
    expect(page.locator("#content")).to_contain_text("Người phản ánh sẽ đọc")
    press(page.locator("input[type=submit].default"))
    page.goto(f"{steps}chuyen-don-vi/")
    page.locator("[name=unit]").select_option(label="Đội Quản lý thị trường số 2")
    page.locator("[name=role]").select_option("referral")
    page.locator("[name=reason]").fill("Kiểm tra việc niêm yết giá.")
    press(page.locator("input[type=submit].default"))
    assert complaints_of(page) == []
    page.context.close()


def surveillance_inspects(browser, portal, code):
    page = open_page(browser, portal.url, size=DESK)
    log_in(page, "doi-qltt-2@demo.thanhhoa.example")
    number = key(portal, code)
    page.goto(f"/quan-tri/complaints/complaint/{number}/change/")
    press(page.locator(f".object-tools a[href$='complaints={number}']"))
    page.locator("select[name=kind]").select_option("unannounced")
    page.locator("[name=decision_ref]").fill("901/QĐ-KT")
    page.locator("[name=decided_on]").fill("29/11/2024")
    page.locator("[name=visit_on]").fill("29/11/2024")
    page.locator("[name=minutes_ref]").fill("901/BB-KT")
    district = page.locator("select[name=district]")
    if district.input_value() == "":
        district.select_option(index=1)
    press(page.locator("input[name=_continue]"))
    assert complaints_of(page) == []
    press(page.locator(".object-tools form button").first)
    press(page.locator(".object-tools a[href$='/conclude/']"))
    page.locator("[name=outcome]").select_option("reminder")
    page.locator("textarea[name=notice]").fill(OUTCOME)
    press(page.locator("[name=preview]"))
    press(page.locator("[name=conclude]"))
    state = portal.query(
        "SELECT state FROM inspections_inspection ORDER BY id DESC LIMIT 1"
    )
    assert state == [("concluded",)]
    page.context.close()


def consumer_reads_the_timeline(browser, portal, code):
    page = open_page(browser, portal.url)
    page.goto("/phan-anh/tra-cuu/")
    fill(page, {"code": code, "factor": "9876"})
    send(page)
    for words in (ANSWER, OUTCOME):
        expect(page.locator("main")).to_contain_text(words)
    assert "Kiểm soát viên" not in page.locator("main").inner_text()
    page.context.close()


def leader_downloads_the_report(browser, portal, folder):
    page = open_page(browser, portal.url, size=DESK)
    log_in(page, "lanh-dao@demo.thanhhoa.example")
    page.goto("/lanh-dao/")
    page.locator("form[action$='/bao-cao/'] button").first.click()
    page.wait_for_url(re.compile(r"/lanh-dao/bao-cao/\d+/"))
    links = page.locator("a[download]")
    expect(links).to_have_count(3, timeout=90_000)
    files = {}
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        files[path.suffix] = path
    page.context.close()
    assert set(files) == {".docx", ".pdf", ".xlsx"}
    return files


def check_files(portal, files, figures, after):
    hashes = {
        row[0]
        for row in portal.query(
            "SELECT sha256 FROM documents_issuedfile ORDER BY id DESC LIMIT 3"
        )
    }
    assert {sha256(path) for path in files.values()} == hashes
    values = figures["values"]
    assert values["PA-01"] == after["complaints"]
    assert values["KT-01"] == after["inspections"] - planned_only(portal)
    for suffix in (".docx", ".pdf"):
        text = " ".join(READERS[suffix](files[suffix]).split())
        for sentence in sentences(values):
            assert sentence in text, (suffix, sentence)
    assert totals(files[".xlsx"]) == {
        "Bảng 3": [values["TT-01"]],
        "Bảng 4": [values["PA-01"], values["PA-02"], values["PA-05"]],
        "Bảng 5": [values["KT-02"]],
        "Bảng 6": [values["KT-04"]],
    }


def planned_only(portal):
    """Count inspections that no officer has carried out; the report leaves them out."""
    return portal.query(
        "SELECT count(*) FROM inspections_inspection"
        " WHERE state IN ('planned', 'cancelled')"
    )[0][0]


def sentences(values):
    """Return the sentences of the report that carry the figures of this very run."""
    return (
        "BÁO CÁO",
        f"Có {values['TN-01']} thương nhân tham gia",
        f"Sở Công Thương đã tiếp nhận {values['CT-01']} chương trình khuyến mại",
        f"{values['CT-03']} chương trình có mức giảm giá trên 50%",
        f"Đã tiếp nhận {values['PA-01']} phản ánh",
        f"Đã kiểm tra {values['KT-01']} vụ, kết luận {values['KT-02']} vụ",
    )


def key(portal, code):
    return portal.query("SELECT id FROM complaints_complaint WHERE code = %s", [code])[
        0
    ][0]
