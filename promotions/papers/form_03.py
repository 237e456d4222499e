"""Form 03: the rules of the programme, where customers can win something.

What the portal does not ask for (proofs of winning, place of the draw) is left to be
written in. Legal source: Decree 81/2018/NĐ-CP, Article 19 and form 03 of its annex;
Commercial Law 2005, Article 96.4.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from documents.blocks import Paper, Paragraph
from documents.values import day, percent
from promotions.enums import ProcedureKind, PromotionForm
from promotions.papers import goods as goods_list, prizes, wording
from promotions.papers.facts import DossierFacts
from promotions.papers.goods_row import GoodsRow
from promotions.papers.parts import Points, line, merchant_paper
from promotions.papers.wording import SHORT_BLANK

PLACE_OF_RULES = 8
UNCLAIMED = (
    "trích 50% giá trị đã công bố của giải thưởng không có người trúng thưởng nộp vào "
    "ngân sách nhà nước theo khoản 4 Điều 96 Luật Thương mại"
)


def paper(
    facts: DossierFacts,
    goods: Sequence[GoodsRow],
    *,
    made_at: datetime,
    code: str = "",
) -> Paper:
    """Return the rules of the dossier's programme."""
    points = Points()
    points.add("Tên chương trình khuyến mại", facts.name)
    points.add(
        "Hàng hóa, dịch vụ khuyến mại",
        goods_list.promoted(facts),
        line("Số lượng hàng hóa, dịch vụ (nếu có)", goods_list.quantity(facts)),
        *goods_list.in_the_text(facts, goods),
    )
    points.add("Thời gian khuyến mại", wording.period(facts.starts_at, facts.ends_at))
    points.add("Địa bàn (phạm vi) khuyến mại", wording.area(facts))
    points.add("Hình thức khuyến mại", wording.form_names(facts))
    points.add(
        "Khách hàng của chương trình khuyến mại (đối tượng hưởng khuyến mại)",
        facts.customers,
    )
    points.add(
        "Cơ cấu giải thưởng", prizes.told(facts), *prizes.table(facts), *_sums(facts)
    )
    points.add("Nội dung chi tiết thể lệ chương trình khuyến mại", "", *_rules(facts))
    points.add("Đầu mối giải đáp thắc mắc cho khách hàng", _contact(facts))
    points.add("Trách nhiệm công bố thông tin", _publicity(facts))
    points.add("Các quy định khác (nếu có)")
    return merchant_paper(
        facts,
        tuple(points.blocks),
        form="Mẫu số 03",
        kind="THỂ LỆ CHƯƠNG TRÌNH KHUYẾN MẠI",
        subject=_belongs_to(facts),
        made_at=made_at,
        code=code,
        appendices=goods_list.appendices(facts, goods),
    )


def _belongs_to(facts: DossierFacts) -> str:
    is_registered = facts.procedure == ProcedureKind.REGISTRATION
    what = "Đăng ký" if is_registered else "Thông báo"
    return f"(Kèm theo {what} thực hiện khuyến mại số {SHORT_BLANK})"


def _sums(facts: DossierFacts) -> list[Paragraph]:
    """Return the total of the prizes, and its share of what is promoted."""
    if not facts.prizes:
        return []
    lines = [line("Tổng giá trị giải thưởng", wording.amount(facts.prizes_vnd))]
    promoted = facts.promoted_total_vnd
    if promoted:
        share = percent(Decimal(facts.prizes_vnd * 100) / promoted, places=2)
        label = (
            "Tổng giá trị giải thưởng trên tổng giá trị hàng hóa, dịch vụ khuyến mại"
        )
        lines.append(line(label, share))
    return lines


def _rules(facts: DossierFacts) -> tuple[Paragraph, ...]:
    """Return the sub-points; the last is for games of chance only."""
    due = facts.prizes_due_on
    awarded = (
        f"chậm nhất ngày {day(due)}; địa điểm, thủ tục: {SHORT_BLANK}" if due else ""
    )
    told = [
        ("Điều kiện, cách thức, thủ tục tham gia chương trình", facts.conditions),
        ("Thời gian, cách thức phát hành bằng chứng xác định trúng thưởng", ""),
        ("Quy định về bằng chứng xác định trúng thưởng", ""),
        ("Thời gian, địa điểm và cách thức xác định trúng thưởng", ""),
        ("Thông báo trúng thưởng (thời hạn, cách thức, nội dung)", ""),
        ("Thời gian, địa điểm, cách thức và thủ tục trao thưởng", awarded),
    ]
    if PromotionForm.LUCKY_DRAW in facts.forms:
        told.append(("Giải thưởng không có người trúng thưởng", UNCLAIMED))
    return tuple(
        line(f"{PLACE_OF_RULES}.{at}. {label}", value.strip())
        for at, (label, value) in enumerate(told, start=1)
    )


def _contact(facts: DossierFacts) -> str:
    trader = facts.merchant
    phone = trader.contact_phone or SHORT_BLANK
    return f"{trader.contact_name or SHORT_BLANK}, điện thoại {phone}"


def _publicity(facts: DossierFacts) -> str:
    return (
        f"{facts.merchant.name} thông báo đầy đủ thể lệ và danh sách khách hàng trúng "
        f"thưởng tại {SHORT_BLANK} và trên trang thông tin {SHORT_BLANK}"
    )
