"""The prizes of a programme, as forms 01, 02 and 03 list them."""

from documents.blocks import Align, Column, Table
from documents.values import Format
from promotions.papers.facts import DossierFacts

COLUMNS = (
    Column(title="TT", format=Format.COUNT, width=6, align=Align.CENTRE),
    Column(title="Giải thưởng (nội dung chi tiết)", width=36),
    Column(title="Trị giá một giải", format=Format.DONG, width=18),
    Column(title="Số giải", format=Format.COUNT, width=12),
    Column(title="Thành tiền", format=Format.DONG, width=20),
)


def table(facts: DossierFacts) -> tuple[Table, ...]:
    if not facts.prizes:
        return ()
    rows = tuple(
        (place, prize.name, prize.value_vnd, prize.quantity, prize.sum_vnd)
        for place, prize in enumerate(facts.prizes, start=1)
    )
    number = sum(prize.quantity for prize in facts.prizes)
    return (
        Table(
            caption="Cơ cấu giải thưởng",
            columns=COLUMNS,
            rows=rows,
            total=("", "Tổng cộng", "", number, facts.prizes_vnd),
            unit="đồng",
        ),
    )


def told(facts: DossierFacts) -> str:
    if facts.prizes:
        return "Theo bảng dưới đây"
    return "" if facts.has_prizes else "Không có giải thưởng"
