"""Parts III and IV: what the figures say, and room for what only people can judge."""

from documents.blocks import Block, BulletList, Heading, Paragraph
from documents.values import count, percent
from reports.content.wording import Addressed, space_to_write
from reports.figures import (
    complaints,
    inspections,
    merchants,
    procedures,
    promotions,
)
from reports.figures.dimension import DISTRICT
from reports.snapshot import Figures


def assessment(figures: Figures, to: Addressed) -> tuple[Block, ...]:
    return (
        Heading(1, "ĐÁNH GIÁ"),
        Heading(2, "Thuận lợi"),
        *_points(_good(figures)),
        *space_to_write("nhận xét về thuận lợi"),
        Heading(2, "Tồn tại, hạn chế"),
        *_points(_lacking(figures)),
        *space_to_write("nhận xét về tồn tại, hạn chế"),
        Heading(2, "Nguyên nhân"),
        *space_to_write("nguyên nhân khách quan, chủ quan"),
    )


def proposals(figures: Figures, to: Addressed) -> tuple[Block, ...]:
    return (
        Heading(1, "ĐỀ XUẤT, KIẾN NGHỊ"),
        Paragraph(f"Đối với {to.name}:"),
        *space_to_write(f"đề xuất, kiến nghị với {to.name}"),
    )


def _good(figures: Figures) -> list[str]:
    """Return what speaks for the campaign, each sentence a figure."""
    points = []
    with_merchants = len(figures.rows(merchants.MERCHANTS, DISTRICT))
    if with_merchants:
        points.append(
            f"Thương nhân tham gia tại {count(with_merchants)} trên tổng số "
            f"{count(len(figures.members(DISTRICT)))} huyện, thị xã, thành phố."
        )
    local = figures.count(promotions.LOCAL_ITEMS)
    if local:
        points.append(
            f"Có {count(local)} hàng hoá, dịch vụ được thương nhân khai là sản phẩm của "
            f"tỉnh, {count(figures.count(promotions.OCOP_ITEMS))} sản phẩm OCOP."
        )
    rate = figures.value(complaints.ON_TIME_RATE)
    if rate is not None:
        points.append(f"Tỷ lệ phản ánh được giải quyết đúng hạn là {percent(rate)}.")
    return points


def _lacking(figures: Figures) -> list[str]:
    """Return what is late, missing or against the law, each sentence a figure."""
    without = len(figures.members(DISTRICT)) - len(
        figures.rows(merchants.MERCHANTS, DISTRICT)
    )
    late = figures.count(procedures.LATE)
    overdue = figures.count(complaints.OVERDUE)
    violations = figures.count(inspections.VIOLATIONS)
    points = {
        f"Còn {count(without)} huyện, thị xã, thành phố chưa có thương nhân tham gia.": (
            without
        ),
        f"Có {count(late)} hồ sơ thông báo khuyến mại gửi quá hạn.": late,
        f"Còn {count(overdue)} phản ánh đang giải quyết đã quá hạn.": overdue,
        f"Kiểm tra phát hiện {count(violations)} hành vi vi phạm.": violations,
    }
    return [sentence for sentence, number in points.items() if number]


def _points(sentences: list[str]) -> list[Block]:
    return [BulletList(tuple(sentences))] if sentences else []
