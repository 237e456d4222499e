"""Form 06: what is changed in a promotion that was notified or registered.

Legal source: Decree 81/2018/NĐ-CP, Article 20 and form 06 of its annex.
"""

from collections.abc import Sequence
from datetime import datetime

from documents.blocks import Block, Column, Paper, Paragraph, Table
from promotions.enums import ProcedureKind
from promotions.papers import wording
from promotions.papers.facts import Amended, DossierFacts
from promotions.papers.goods_row import GoodsRow
from promotions.papers.parts import Points, about_merchant, merchant_paper
from promotions.papers.wording import SHORT_BLANK

COLUMNS = (
    Column(title="Nội dung", width=24),
    Column(title="Đã thông báo, đăng ký", width=33),
    Column(title="Sửa đổi, bổ sung thành", width=33),
)
NONE = "(không có)"


def paper(
    facts: DossierFacts,
    goods: Sequence[GoodsRow],
    *,
    made_at: datetime,
    code: str = "",
) -> Paper:
    """Return the notice of amendment; ``facts`` are those of the proposal."""
    amended = facts.amended
    assert amended is not None
    is_registered = facts.procedure == ProcedureKind.REGISTRATION
    does = "đăng ký" if is_registered else "thông báo"
    return merchant_paper(
        facts,
        (
            *about_merchant(facts),
            Paragraph(_opening(facts, amended, does)),
            *_points(amended),
            Paragraph("Các nội dung khác của chương trình khuyến mại giữ nguyên."),
            Paragraph(
                f"{facts.merchant.name} cam kết bảo đảm quyền lợi của khách hàng đã tham "
                "gia chương trình, công bố công khai nội dung sửa đổi, bổ sung và hoàn "
                "toàn chịu trách nhiệm theo quy định của pháp luật hiện hành./."
            ),
        ),
        form="Mẫu số 06",
        kind=f"{does.upper()} SỬA ĐỔI, BỔ SUNG\nNỘI DUNG CHƯƠNG TRÌNH KHUYẾN MẠI",
        made_at=made_at,
        code=code,
        addressees=wording.addressees(facts),
    )


def _opening(facts: DossierFacts, amended: Amended, does: str) -> str:
    filed = amended.filing_ref or SHORT_BLANK
    return (
        f"Căn cứ {wording.DECREE}; căn cứ hồ sơ {does} thực hiện khuyến mại số {filed}, "
        f"{facts.merchant.name} {does} sửa đổi, bổ sung nội dung chương trình khuyến mại "
        f"“{amended.name}” (thời gian: {amended.period.lower()}; mã hồ sơ trên cổng "
        f"{amended.reference}) như sau:"
    )


def _points(amended: Amended) -> list[Block]:
    points = Points()
    left_out = amended.rows_left_out
    note = f"Còn {left_out} dòng hàng hóa khác, xem trên cổng." if left_out else ""
    points.add(
        "Nội dung sửa đổi, bổ sung",
        "Theo bảng dưới đây",
        Table(
            caption="Nội dung sửa đổi, bổ sung",
            columns=COLUMNS,
            rows=tuple(
                (label, before or NONE, after or NONE)
                for label, before, after in amended.changes
            ),
            note=note,
        ),
    )
    points.add("Lý do sửa đổi, bổ sung", amended.reason)
    return points.blocks
