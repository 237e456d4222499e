"""Facts and goods of a dossier as papers tell them, without a database."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from promotions.enums import FilingOffice, MerchantKind, ProcedureKind, PromotionForm
from promotions.papers.facts import DossierFacts, PrizeFact, Trader
from promotions.papers.goods_row import GoodsRow

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
MADE_AT = datetime(2024, 11, 18, 10, 5, tzinfo=HCM)
CODE = "TL-7K3M-9QXD"


def facts(**changes):
    """Return a discount of three goods in the whole week, handed in once."""
    told = DossierFacts(
        reference="KM-2024-000123",
        number=1,
        told_at=datetime(2024, 11, 18, 10, 0, tzinfo=HCM),
        merchant=Trader(
            name="Công ty TNHH Đặc sản Xứ Thanh",
            kind=MerchantKind.ENTERPRISE,
            tax_code="2801234567",
            address="Số 25 đường Lê Lợi, phường Lam Sơn, Thành phố Thanh Hoá",
            phone="0237 3852 000",
            email="lien-he@dac-san.example",
            representative="Nguyễn Văn Mẫu",
            contact_name="Trần Thị Ví Dụ",
            contact_phone="0912 345 678",
        ),
        name="Tuần lễ đặc sản Xứ Thanh",
        forms=(PromotionForm.DISCOUNT.value,),
        is_gift_tied_to_purchase=True,
        starts_at=datetime(2024, 11, 25, tzinfo=HCM),
        ends_at=datetime(2024, 12, 2, tzinfo=HCM),
        programme="Tuần lễ Thương mại điện tử quốc gia và Online Friday 2024",
        customers="Tất cả khách hàng mua trực tiếp và trực tuyến",
        content="Giảm giá trực tiếp trên giá niêm yết.\nKhông cộng dồn ưu đãi khác.",
        conditions="Mỗi khách hàng mua tối đa 10 sản phẩm mỗi loại.",
        districts=("Thành phố Thanh Hoá", "Thành phố Sầm Sơn"),
        channels=("Cửa hàng Lê Lợi (Số 25 đường Lê Lợi)",),
        is_beyond_province=False,
        is_online_only=False,
        goods_count=3,
        goods_quantity=450,
        has_gifts=True,
        gifts_vnd=2_000_000,
        promoted_total_vnd=450_000_000,
        used_total_vnd=135_000_000,
        prizes=(),
        prizes_due_on=None,
        procedure=ProcedureKind.NOTIFICATION.value,
        office=FilingOffice.DEPARTMENT.value,
        filing_ref="",
        mark="",
    )
    return replace(told, **changes)


def lucky_draw(**changes):
    """Return a game of chance with two kinds of prizes."""
    return facts(
        **{
            "forms": (PromotionForm.DISCOUNT.value, PromotionForm.LUCKY_DRAW.value),
            "prizes": (
                PrizeFact("Giải nhất: xe máy điện", 1, 25_000_000),
                PrizeFact("Giải khuyến khích: phiếu mua hàng", 50, 200_000),
            ),
            "prizes_due_on": date(2024, 12, 20),
            "procedure": ProcedureKind.REGISTRATION.value,
            **changes,
        }
    )


def goods(count=3):
    return [
        GoodsRow(
            place=place,
            name=f"Nem chua Thanh Hoá loại {place}",
            brand="Nem Xứ Thanh",
            unit="hộp",
            quantity=150,
            before_vnd=100_000,
            now_vnd=70_000,
            declared_percent=Decimal(30),
            gift="Túi vải" if place == 1 else "",
            gift_vnd=20_000 if place == 1 else 0,
        )
        for place in range(1, count + 1)
    ]


def read(paper):
    """Return all the words of a paper's body and appendices, a line a block."""
    return "\n".join(_words(block) for block in paper.blocks())


def _words(block):
    if hasattr(block, "rows"):
        lines = [
            block.caption,
            *(" | ".join(block.shown(row)) for row in block.rows),
            " | ".join(block.shown(block.total)) if block.total else "",
        ]
        return "\n".join(lines)
    if hasattr(block, "items"):
        return "\n".join(map(str, block.items))
    if isinstance(block.text, str):
        return block.text
    return "".join(run.text for run in block.text)


changed = replace
