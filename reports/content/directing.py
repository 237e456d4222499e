"""Part I of the report: how the campaign was directed and carried out."""

from decimal import Decimal

from documents.blocks import Block, BulletList, Heading, KeyFigures, Paragraph
from documents.values import count, percent
from reports.content.tables import key_figure
from reports.content.wording import Addressed, hours, period
from reports.figures import (
    activities,
    complaints,
    inspections,
    merchants,
    promotions,
)
from reports.snapshot import Figures

PLAN_WITHOUT_NUMBER = "……/KH-SCT"
AT_A_GLANCE = (
    merchants.MERCHANTS,
    promotions.PROMOTIONS,
    promotions.ITEMS,
    promotions.USED_VALUE,
    complaints.RECEIVED,
    complaints.ON_TIME_RATE,
    inspections.INSPECTIONS,
    inspections.FINES,
)


def directing(figures: Figures, to: Addressed) -> tuple[Block, ...]:
    return (
        KeyFigures(tuple(key_figure(figures, figure) for figure in AT_A_GLANCE)),
        Heading(1, "CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        Paragraph(_plan(figures)),
        BulletList(tuple(_times(figures))),
        Paragraph(_ceilings(figures)),
    )


def _plan(figures: Figures) -> str:
    number = figures.campaign["plan_ref"] or PLAN_WITHOUT_NUMBER
    tasks = figures.count(activities.TASKS)
    units = figures.count(activities.UNITS_WITH_TASKS)
    shared = (
        f", phân công {count(tasks)} nhiệm vụ cho {count(units)} đơn vị"
        if tasks
        else ""
    )
    return (
        f"Sở Công Thương đã ban hành Kế hoạch số {number} tổ chức "
        f"“{figures.campaign['name']}” trên địa bàn tỉnh{shared}; đề nghị Cục Quản lý "
        "thị trường tỉnh, UBND các huyện, thị xã, thành phố, Hiệp hội Doanh nghiệp tỉnh "
        "và Hội Bảo vệ người tiêu dùng tỉnh phối hợp thực hiện."
    )


def _times(figures: Figures) -> list[str]:
    campaign = figures.campaign
    times = [f"{campaign['short_name']}: {period(campaign)};"]
    times += [f"{slot['name']}: {hours(slot)};" for slot in campaign["slots"]]
    return [*times[:-1], f"{times[-1][:-1]}."]


def _ceilings(figures: Figures) -> str:
    campaign = figures.campaign
    value = percent(Decimal(campaign["value_ceiling_percent"]))
    discount = percent(Decimal(campaign["discount_ceiling_percent"]))
    return (
        f"Hạn mức tối đa về giá trị hàng hoá, dịch vụ dùng để khuyến mại là {value}; "
        f"mức giảm giá tối đa đối với hàng hoá, dịch vụ được khuyến mại là {discount} "
        f"(theo {campaign['ceiling_source']})."
    )
