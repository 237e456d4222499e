"""Form 01: notification of a promotion.

Legal source: Decree 81/2018/NĐ-CP, Article 17.5 and form 01 of its annex.
"""

from collections.abc import Sequence
from datetime import datetime

from documents.blocks import Block, Paper
from promotions.papers import goods as goods_list, prizes, wording
from promotions.papers.facts import DossierFacts
from promotions.papers.goods_row import GoodsRow
from promotions.papers.parts import (
    Points,
    about_merchant,
    basis,
    line,
    merchant_paper,
    promise,
)


def paper(
    facts: DossierFacts,
    goods: Sequence[GoodsRow],
    *,
    made_at: datetime,
    code: str = "",
) -> Paper:
    """Return the notification of the dossier."""
    return merchant_paper(
        facts,
        (
            *about_merchant(facts),
            basis(facts, "thông báo"),
            *points(facts, goods),
            promise(facts),
        ),
        form="Mẫu số 01",
        kind="THÔNG BÁO THỰC HIỆN KHUYẾN MẠI",
        made_at=made_at,
        code=code,
        addressees=wording.addressees(facts),
        appendices=goods_list.appendices(facts, goods),
    )


def points(facts: DossierFacts, goods: Sequence[GoodsRow]) -> list[Block]:
    """Return the points that forms 01 and 02 share, in the order of the forms."""
    points = Points()
    points.add("Tên chương trình khuyến mại", facts.name)
    points.add("Địa bàn (phạm vi) khuyến mại", wording.area(facts))
    points.add("Hình thức khuyến mại", wording.form_names(facts))
    points.add("Thời gian khuyến mại", wording.period(facts.starts_at, facts.ends_at))
    points.add(
        "Hàng hóa, dịch vụ khuyến mại",
        goods_list.promoted(facts),
        line("Số lượng hàng hóa, dịch vụ (nếu có)", goods_list.quantity(facts)),
        *goods_list.in_the_text(facts, goods),
    )
    points.add(
        "Hàng hóa, dịch vụ dùng để khuyến mại",
        goods_list.used(facts, prizes_at="điểm 8", content_at="điểm 10"),
    )
    points.add(
        "Khách hàng của chương trình khuyến mại (đối tượng hưởng khuyến mại)",
        facts.customers,
    )
    points.add(
        "Cơ cấu giải thưởng (nội dung chi tiết, giá trị, số lượng giải thưởng)",
        prizes.told(facts),
        *prizes.table(facts),
    )
    points.add(
        "Tổng giá trị hàng hóa, dịch vụ dùng để khuyến mại",
        wording.amount(facts.given_vnd),
    )
    points.add("Nội dung chi tiết của chương trình khuyến mại", content(facts))
    points.add("Các thương nhân cùng thực hiện (nếu có) và trách nhiệm cụ thể")
    return points.blocks


def content(facts: DossierFacts) -> str:
    parts = [facts.content]
    if facts.conditions.strip():
        parts.append(f"Điều kiện tham gia: {facts.conditions}")
    if facts.channels:
        parts.append(f"Kênh bán hàng: {'; '.join(facts.channels)}.")
    if facts.programme:
        parts.append(f"Thương nhân tham gia chương trình: {facts.programme}.")
    return "\n".join(filter(str.strip, parts))
