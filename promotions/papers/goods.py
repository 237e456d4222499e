"""The goods of a promotion in its papers: a table, an appendix, or a sheet of its own."""

from collections.abc import Sequence

from documents.blocks import Align, Appendix, Column, Table
from documents.values import Format, Value, count
from promotions.enums import PromotionForm
from promotions.models.paper import GOODS_IN_A_PAPER
from promotions.papers.facts import DossierFacts
from promotions.papers.goods_row import GoodsRow
from promotions.papers.wording import BLANK

GOODS_IN_THE_TEXT = 10
CAPTION = "Danh mục hàng hóa, dịch vụ khuyến mại"
DRAFT_NOTE = "Bản nháp chỉ in {} mặt hàng đầu; bản chính thức in đủ."
COLUMNS = (
    Column(title="TT", format=Format.COUNT, width=6, align=Align.CENTRE),
    Column(title="Tên hàng hóa, dịch vụ", width=30),
    Column(title="Đơn vị tính", width=8, align=Align.CENTRE),
    Column(title="Số lượng", format=Format.COUNT, width=9),
    Column(title="Giá trước khuyến mại", format=Format.DONG, width=13),
    Column(title="Giá khuyến mại", format=Format.DONG, width=13),
    Column(title="Mức giảm", format=Format.PERCENT, places=2, width=9),
    Column(title="Hàng hóa, dịch vụ tặng kèm (trị giá)", width=20),
)


def table(
    rows: Sequence[tuple[Value, ...]], *, landscape: bool = False, note: str = ""
) -> Table:
    return Table(
        caption=CAPTION,
        columns=COLUMNS,
        rows=rows,
        unit="đồng",
        landscape=landscape,
        note=note,
    )


def values_of(row: GoodsRow) -> tuple[Value, ...]:
    name = f"{row.name} ({row.brand})" if row.brand else row.name
    gift = row.gift
    if gift and row.gift_vnd:
        gift = f"{gift} ({count(row.gift_vnd)})"
    return (
        row.place,
        name,
        row.unit,
        row.quantity,
        row.before_vnd,
        row.now_vnd,
        row.percent_off,
        gift,
    )


def in_the_text(facts: DossierFacts, goods: Sequence[GoodsRow]) -> tuple[Table, ...]:
    """Return the table that stands below the point itself, where it is short."""
    if not 0 < facts.goods_count <= GOODS_IN_THE_TEXT:
        return ()
    return (table(tuple(map(values_of, goods))),)


def appendices(facts: DossierFacts, goods: Sequence[GoodsRow]) -> tuple[Appendix, ...]:
    """Return the appendix of a longer list; beyond 500 goods a sheet has it."""
    if not GOODS_IN_THE_TEXT < facts.goods_count <= GOODS_IN_A_PAPER:
        return ()
    rows = tuple(map(values_of, goods))
    left_out = facts.goods_count - len(rows)
    note = DRAFT_NOTE.format(count(len(rows))) if left_out else ""
    listed = table(rows, note=note)
    return (Appendix(title=CAPTION.upper(), blocks=(listed,), landscape=True),)


def promoted(facts: DossierFacts) -> str:
    """Return what is promoted, and where the list of it stands."""
    if facts.goods_count == 0:
        return BLANK
    number = f"{count(facts.goods_count)} mặt hàng"
    if facts.goods_count <= GOODS_IN_THE_TEXT:
        return f"{number}, theo danh mục dưới đây"
    if facts.goods_count <= GOODS_IN_A_PAPER:
        return f"{number}, theo danh mục tại Phụ lục kèm theo"
    return (
        f"{number}, theo tệp Excel “{CAPTION}” kèm theo "
        f"(hồ sơ {facts.reference}, lần gửi {facts.number or 'sắp tới'})"
    )


def quantity(facts: DossierFacts) -> str:
    if facts.goods_quantity is None or facts.goods_count == 0:
        return BLANK
    return f"{count(facts.goods_quantity)} (tổng của danh mục)"


def used(facts: DossierFacts, *, prizes_at: str, content_at: str) -> str:
    """Return what is used to promote; the points named tell the details."""
    parts = []
    if PromotionForm.DISCOUNT in facts.forms:
        parts.append("phần giá được giảm của từng mặt hàng tại danh mục")
    if facts.has_gifts:
        parts.append("hàng hóa, dịch vụ tặng kèm từng mặt hàng tại danh mục")
    if facts.has_prizes:
        parts.append(f"giải thưởng tại {prizes_at}")
    if {PromotionForm.SAMPLE, PromotionForm.VOUCHER}.intersection(facts.forms):
        parts.append(f"hàng mẫu, phiếu mua hàng theo nội dung tại {content_at}")
    if not parts:
        return BLANK
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}"
