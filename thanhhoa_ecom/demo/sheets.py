"""An item sheet of the demo: sent by the shop, a few rows wrong, the others taken over."""

import io
from datetime import datetime
from typing import Any
from uuid import UUID

import xlsxwriter

from campaigns.models import Campaign
from promotions import dossier, drafting
from promotions.enums import PromotionForm, SheetMode, SheetPolicy
from promotions.models import Merchant, SheetJob
from promotions.sheets.checking import check_sheet
from promotions.sheets.columns import COLUMNS
from promotions.sheets.uploading import accept_upload
from thanhhoa_ecom.demo.people import person

KEY = UUID("5ee75ee7-0000-4000-8000-000000000001")
FIELDS = (
    "name",
    "goods_group",
    "brand",
    "unit_of_measure",
    "quantity",
    "price_before_vnd",
    "price_now_vnd",
)
FOOD, FARM = "Thực phẩm, đồ uống đóng gói", "Nông sản, đặc sản địa phương"
ROWS: tuple[tuple[Any, ...], ...] = (
    ("Nem chua hộp 20 chiếc", FOOD, "Nem Thử", "hộp", 500, 100_000, 70_000),
    ("Bánh gai Tứ Trụ túi 10 chiếc", FOOD, "", "túi", 300, 60_000, 45_000),
    ("Chè lam Phủ Quảng gói 500 g", FOOD, "", "gói", "", "40.000", "30.000"),
    ("Nước mắm cốt chai 500 ml", FOOD, "Mắm Thử", "chai", 200, "cũ 185", 120_000),
    ("Cam Vân Du thùng 10 kg", FARM, "", "thùng", 100, 350_000, 220_000),
    ("Mắm tép lọ 400 g", FOOD, "", "lọ", 150, 90_000, 95_000),
    ("Bưởi Luận Văn", FARM, "", "quả", 400, 80_000, 56_000),
    ("Nem chua hộp 20 chiếc", FOOD, "Nem Thử", "hộp", 500, 100_000, 70_000),
)


def send_sheet(merchant: Merchant, campaign: Campaign, *, at: datetime) -> SheetJob:
    """Send the sheet into a new draft and check it, through the verbs of real use."""
    by = person("cua-hang")
    draft = dossier.start(merchant, by=by, at=at, campaign=campaign)
    facts = {
        "name": "Đặc sản giảm giá: danh mục từ tệp Excel",
        "forms": [PromotionForm.DISCOUNT],
        "starts_at": campaign.starts_at,
        "ends_at": campaign.ends_at,
        "customers": "Tất cả khách hàng.",
        "content": "Giảm giá trực tiếp trên giá niêm yết.",
        "conditions": "Không giới hạn số lượng mua.",
        "channels": list(merchant.channels.all()),
    }
    draft = drafting.save_facts(draft, facts, at=at)
    job = accept_upload(
        draft,
        io.BytesIO(_workbook()),
        filename="hang-khuyen-mai.xlsx",
        mode=SheetMode.ADD,
        policy=SheetPolicy.PARTIAL,
        by=by,
        at=at,
        key=KEY,
    )
    check_sheet(job.pk)
    return job


def _workbook() -> bytes:
    titles = {column.field: str(column.title) for column in COLUMNS}
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    page = workbook.add_worksheet("Hàng hoá")
    page.freeze_panes(1, 0)
    page.set_column(0, 1, 34)
    page.set_column(2, len(FIELDS), 18)
    page.write_row(0, 0, [titles[field] for field in FIELDS])
    for number, row in enumerate(ROWS, start=1):
        page.write_row(number, 0, row)
    workbook.close()
    return out.getvalue()
