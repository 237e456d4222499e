"""Form 07: what became of the prizes of a registered promotion.

The list of the winners is the merchant's own paper beside it; the portal asks for
nobody's name. Legal source: Decree 81/2018/NĐ-CP, Article 21 and form 07 of its annex;
Commercial Law 2005, Article 96.4.
"""

from datetime import datetime

from documents.blocks import Align, Column, Paper, Paragraph, Table
from documents.values import Format, day
from promotions.papers import goods as goods_list, wording
from promotions.papers.facts import DossierFacts, Result
from promotions.papers.parts import Points, about_merchant, line, merchant_paper
from promotions.papers.wording import SHORT_BLANK

COLUMNS = (
    Column(title="TT", format=Format.COUNT, width=6, align=Align.CENTRE),
    Column(title="Giải thưởng", width=30),
    Column(title="Trị giá một giải", format=Format.DONG, width=16),
    Column(title="Số giải đã công bố", format=Format.COUNT, width=10),
    Column(title="Số giải đã trao", format=Format.COUNT, width=10),
    Column(title="Số giải không có người trúng", format=Format.COUNT, width=12),
    Column(title="Giá trị đã trao", format=Format.DONG, width=18),
)


def paper(facts: DossierFacts, *, made_at: datetime, code: str = "") -> Paper:
    """Return the report of the result; ``facts`` hold one."""
    result = facts.result
    assert result is not None
    return merchant_paper(
        facts,
        (
            *about_merchant(facts),
            Paragraph(_opening(facts, result)),
            *_points(facts, result).blocks,
            Paragraph(
                "Danh sách khách hàng trúng thưởng và chứng từ trao thưởng do thương "
                "nhân lập, gửi kèm báo cáo này."
            ),
            Paragraph(
                f"{facts.merchant.name} cam kết nội dung báo cáo là đúng sự thật và hoàn "
                "toàn chịu trách nhiệm theo quy định của pháp luật hiện hành./."
            ),
        ),
        form="Mẫu số 07",
        kind="BÁO CÁO KẾT QUẢ THỰC HIỆN KHUYẾN MẠI",
        made_at=made_at,
        code=code,
        addressees=wording.addressees(facts),
    )


def _opening(facts: DossierFacts, result: Result) -> str:
    confirmed = result.confirmation_ref or SHORT_BLANK
    on = day(result.confirmed_on) if result.confirmed_on else SHORT_BLANK
    return (
        f"Căn cứ {wording.DECREE}; căn cứ văn bản xác nhận đăng ký thực hiện khuyến mại "
        f"số {confirmed} ngày {on}, {facts.merchant.name} báo cáo kết quả thực hiện "
        f"chương trình khuyến mại (mã hồ sơ trên cổng {facts.reference}) như sau:"
    )


def _points(facts: DossierFacts, result: Result) -> Points:
    points = Points()
    points.add("Tên chương trình khuyến mại", facts.name)
    points.add("Địa bàn (phạm vi) khuyến mại", wording.area(facts))
    points.add("Hình thức khuyến mại", wording.form_names(facts))
    points.add("Thời gian khuyến mại", wording.period(facts.starts_at, facts.ends_at))
    points.add("Hàng hóa, dịch vụ được khuyến mại", goods_list.promoted(facts))
    points.add(
        "Khách hàng của chương trình khuyến mại (đối tượng hưởng khuyến mại)",
        facts.customers,
    )
    points.add("Thời hạn trao giải thưởng", f"đến hết ngày {day(result.awarded_until)}")
    points.add("Kết quả trao giải thưởng", _told(result), *_awards(result))
    if result.budget_vnd is not None:
        points.add("Giải thưởng không có người trúng thưởng", "", *_budget(result))
    if result.sales_vnd is not None:
        points.add(
            "Doanh thu bán hàng, cung ứng dịch vụ trong thời gian khuyến mại",
            wording.amount(result.sales_vnd),
        )
    points.add("Vướng mắc, kiến nghị", result.note or "Không có")
    return points


def _told(result: Result) -> str:
    return "Theo bảng dưới đây" if result.lines else "Không có giải thưởng"


def _awards(result: Result) -> tuple[Table | Paragraph, ...]:
    if not result.lines:
        return ()
    registered = sum(line.quantity for line in result.lines)
    rows = tuple(
        (
            place,
            award.name,
            award.value_vnd,
            award.quantity,
            award.given_count,
            None if award.given_count is None else award.quantity - award.given_count,
            None if award.given_count is None else award.given_count * award.value_vnd,
        )
        for place, award in enumerate(result.lines, start=1)
    )
    given = [(line, line.given_count or 0) for line in result.lines]
    count = sum(number for _, number in given)
    given_vnd = sum(line.value_vnd * number for line, number in given)
    published_vnd = sum(line.value_vnd * line.quantity for line in result.lines)
    left = sum(row[5] or 0 for row in rows)
    return (
        Table(
            caption="Kết quả trao giải thưởng",
            columns=COLUMNS,
            rows=rows,
            total=("", "Tổng cộng", "", registered, count, left, given_vnd),
            unit="đồng",
        ),
        line("Tổng giá trị giải thưởng đã công bố", wording.amount(published_vnd)),
        line("Tổng giá trị giải thưởng đã trao", wording.amount(given_vnd)),
    )


def _budget(result: Result) -> tuple[Paragraph, ...]:
    left_vnd = sum(
        award.value_vnd * (award.quantity - award.given_count)
        for award in result.lines
        if award.given_count is not None
    )
    share = f"{result.budget_percent.replace('.', ',')}%"
    return (
        line("Giá trị giải thưởng không có người trúng", wording.amount(left_vnd)),
        line(
            f"Số tiền phải nộp vào ngân sách nhà nước ({share} giá trị đã công bố, khoản 4 "
            "Điều 96 Luật Thương mại)",
            wording.amount(result.budget_vnd),
        ),
    )
