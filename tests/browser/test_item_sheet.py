"""Many goods from a phone: sent as a sheet, partly wrong, put right, all there."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import complaints_of, fill, log_in, open_page, press, send

pytestmark = [pytest.mark.browser, pytest.mark.services]

MERCHANT = "cua-hang@demo.thanhhoa.example"
FOOD = "Thực phẩm, đồ uống đóng gói"
GOODS = [
    ("Nem chua hộp 20 chiếc", FOOD, "hộp", "100.000", "70.000"),
    ("Bánh gai Tứ Trụ túi 10", FOOD, "túi", 60_000, 45_000),
    ("Chè lam Phủ Quảng", FOOD, "gói", "bốn mươi nghìn", 30_000),
    ("Nước mắm Ba Làng", "Món ngon", "chai", 185_000, 120_000),
    ("Mắm tép Hà Yên", FOOD, "lọ", 90_000, 95_000),
]


def test_wrong_rows_come_back_marked_and_are_put_right(browser, portal, tmp_path):
    page = open_page(browser, portal.url)
    log_in(page, MERCHANT)
    dossier = start_dossier(page)
    template = download(page, f"{dossier}hang-hoa/tai-len/", "Tệp mẫu Excel")
    send_sheet(page, dossier, filled_in(template, tmp_path))

    expect(page.locator("#progress")).to_contain_text("Đã nhận 2 dòng", timeout=60_000)
    found = page.locator("#progress table").first
    expect(found).to_contain_text("1.250.000")
    expect(found).to_contain_text("KM-05")
    assert not page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    with page.expect_download() as returned:
        page.get_by_role("link", name="Tải tệp đã đánh dấu lỗi").click()
    send_sheet(page, dossier, put_right(returned.value.path(), tmp_path))

    expect(page.locator("#progress")).to_contain_text("Đã nhận 3 dòng", timeout=60_000)
    page.goto(f"{dossier}hang-hoa/")
    for name, *_ in GOODS:
        expect(page.locator("main table")).to_contain_text(name)
    reference = dossier.strip("/").rsplit("/", 1)[-1]
    assert portal.query(
        "SELECT count(*) FROM promotions_item JOIN promotions_promotion p"
        " ON p.id = promotion_id WHERE p.reference = %s",
        [reference],
    ) == [(len(GOODS),)]
    page.context.close()


def start_dossier(page):
    page.goto("/doanh-nghiep/")
    press(page.locator("main form[action$='/ho-so/moi/'] button").first)
    reference = re.search(r"/ho-so/(KM-\d{4}-\d{6})/", page.url).group(1)
    dossier = f"/doanh-nghiep/ho-so/{reference}/"
    page.goto(f"{dossier}thong-tin/")
    fill(
        page,
        {
            "name": "Đặc sản giảm giá",
            "takes_part": True,
            "starts_at_day": "25/11/2024",
            "ends_at_day": "01/12/2024",
            "customers": "Mọi người mua",
            "content": "Giảm giá trực tiếp.",
            "conditions": "Không.",
        },
    )
    send(page)
    page.goto(f"{dossier}hinh-thuc/")
    fill(page, {"forms": "discount"})
    send(page)
    assert complaints_of(page) == []
    return dossier


def download(page, address, name):
    page.goto(address)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name=name).click()
    return downloaded.value.path()


def send_sheet(page, dossier, path):
    page.goto(f"{dossier}hang-hoa/tai-len/")
    page.locator("input[type=file]").set_input_files(path)
    send(page)
    assert complaints_of(page) == []
    assert re.search(r"/tai-len/\d+/$", page.url)


def filled_in(template, folder):
    workbook = openpyxl.load_workbook(io.BytesIO(template.read_bytes()))
    sheet = workbook.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    fields = ("Tên hàng", "Nhóm hàng", "Đơn vị", "Giá trước", "Giá khuyến mại")
    columns = [
        next(place for title, place in places.items() if title.startswith(field))
        for field in fields
    ]
    for row, goods in enumerate(GOODS, start=2):
        for column, value in zip(columns, goods, strict=True):
            sheet.cell(row=row, column=column, value=value)
    path = folder / "hang-hoa.xlsx"
    workbook.save(path)
    return path


def put_right(returned, folder):
    """Correct each marked cell, as its comment says."""
    workbook = openpyxl.load_workbook(io.BytesIO(returned.read_bytes()))
    sheet = workbook.worksheets[0]
    right = {4: 40_000, 5: FOOD, 6: 75_000}
    marked = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [cell.row for cell in marked] == list(right)
    for cell in marked:
        cell.value = right[cell.row]
    path = folder / "da-sua.xlsx"
    workbook.save(path)
    return path
