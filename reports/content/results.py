"""Part II of the report: the results, in the order of the plan's tasks."""

from documents.blocks import (
    Block,
    Chart,
    ChartKind,
    Heading,
    Paragraph,
    Table,
    chart_of,
)
from documents.values import count, dong, percent
from reports.content.tables import breakdown, listing
from reports.content.wording import Addressed, joined
from reports.figures import (
    activities,
    complaints,
    inspections,
    merchants,
    procedures,
    promotions,
)
from reports.figures.dimension import (
    ACTIVITY_KIND,
    CATEGORY,
    CHANNEL,
    COMPLAINT_KIND,
    MERCHANT_KIND,
    OUTCOME,
    PROMOTION_STATE,
    VIOLATION,
)
from reports.snapshot import Figures


def results(figures: Figures, to: Addressed) -> tuple[Block, ...]:
    return (
        Heading(1, "KẾT QUẢ THỰC HIỆN"),
        *_publicity(figures),
        *_merchants(figures),
        *_promotions(figures),
        *_procedures(figures),
        *_complaints(figures),
        *_inspections(figures),
    )


def _publicity(figures: Figures) -> list[Block]:
    units = figures.count(activities.UNITS)
    table = breakdown(
        figures,
        ACTIVITY_KIND,
        [activities.ACTIVITIES, activities.REACHED],
        caption="Hoạt động tuyên truyền, hướng dẫn của các đơn vị",
        heading="Loại hoạt động",
    )
    sentence = (
        f"Có {count(units)} đơn vị báo cáo kết quả tuyên truyền, hướng dẫn: "
        f"{count(figures.count(activities.ARTICLES))} tin, bài; "
        f"{count(figures.count(activities.EVENTS))} hội thảo, sự kiện; "
        f"{count(figures.count(activities.GUIDED))} lượt hướng dẫn thương nhân; "
        f"{count(figures.count(activities.REACHED))} lượt người được tiếp cận."
    )
    if not units:
        sentence = "Chưa có đơn vị nào báo cáo kết quả tuyên truyền, hướng dẫn."
    return [Heading(2, "Công tác tuyên truyền"), Paragraph(sentence), *_filled(table)]


def _merchants(figures: Figures) -> list[Block]:
    kinds = [
        f"{count(int(number))} {name.lower()}"
        for name, number in figures.rows(merchants.MERCHANTS, MERCHANT_KIND)
    ]
    shared = f", gồm {joined(kinds)}" if kinds else ""
    channels = breakdown(
        figures,
        CHANNEL,
        [merchants.BY_CHANNEL],
        caption="Thương nhân tham gia theo kênh bán hàng",
        heading="Kênh bán hàng",
        with_total=False,
    )
    return [
        Heading(2, "Thương nhân tham gia"),
        Paragraph(
            f"Có {count(figures.count(merchants.MERCHANTS))} thương nhân tham gia"
            f"{shared}. Số liệu theo huyện, thị xã, thành phố tại Phụ lục I."
        ),
        *_filled(channels, chart="Thương nhân tham gia theo kênh bán hàng"),
    ]


def _promotions(figures: Figures) -> list[Block]:
    number = figures.count(promotions.PROMOTIONS)
    goods = listing(
        figures,
        [
            promotions.ITEMS,
            promotions.LOCAL_ITEMS,
            promotions.OCOP_ITEMS,
            promotions.DISCOUNTED_ITEMS,
            promotions.MEAN_DISCOUNT,
            promotions.HIGHEST_DISCOUNT,
            promotions.HIGH_DISCOUNT,
            promotions.USED_VALUE,
            promotions.PROMOTED_VALUE,
        ],
        caption="Hàng hoá, dịch vụ, mức giảm giá và giá trị khuyến mại",
    )
    return [
        Heading(2, "Chương trình khuyến mại"),
        Paragraph(
            f"Sở Công Thương đã tiếp nhận {count(number)} chương trình khuyến mại tham "
            f"gia, trong đó {count(figures.count(promotions.IN_SLOT))} chương trình đăng "
            "ký thực hiện trong khung 60 giờ; "
            f"{count(figures.count(promotions.HIGH_DISCOUNT))} chương trình có mức giảm "
            "giá trên 50%. Tổng giá trị hàng hoá, dịch vụ dùng để khuyến mại theo báo "
            f"cáo của thương nhân là {dong(figures.count(promotions.USED_VALUE))}. Số "
            "liệu theo hình thức khuyến mại tại Phụ lục II."
        ),
        goods,
    ]


def _procedures(figures: Figures) -> list[Block]:
    rate = figures.value(procedures.ON_TIME_RATE)
    in_time = f" (đạt {percent(rate)})" if rate is not None else ""
    table = breakdown(
        figures,
        PROMOTION_STATE,
        [procedures.DOSSIERS],
        caption="Hồ sơ khuyến mại gửi đến Cổng theo trạng thái",
        heading="Trạng thái",
    )
    return [
        Heading(2, "Thủ tục thông báo, đăng ký khuyến mại"),
        Paragraph(
            f"Thương nhân đã gửi {count(figures.count(procedures.DOSSIERS))} hồ sơ. Có "
            f"{count(figures.count(procedures.NOTIFIED))} hồ sơ đã thông báo trên Cổng "
            "dịch vụ công của tỉnh, trong đó "
            f"{count(figures.count(procedures.ON_TIME))} hồ sơ đúng hạn{in_time}, "
            f"{count(figures.count(procedures.LATE))} hồ sơ quá hạn; "
            f"{count(figures.count(procedures.REGISTERED))} chương trình mang tính may "
            "rủi đã được xác nhận đăng ký."
        ),
        *_filled(table),
    ]


def _complaints(figures: Figures) -> list[Block]:
    rate = figures.value(complaints.ON_TIME_RATE)
    on_time = f", trong đó {percent(rate)} đúng hạn" if rate is not None else ""
    kinds = [
        f"{count(int(number))} {name.lower()}"
        for name, number in figures.rows(complaints.RECEIVED, COMPLAINT_KIND)
    ]
    shared = f" ({joined(kinds)})" if kinds else ""
    table = breakdown(
        figures,
        CATEGORY,
        [complaints.RECEIVED, complaints.CLOSED, complaints.OPEN],
        caption="Phản ánh của người tiêu dùng theo nội dung",
        heading="Nội dung phản ánh",
    )
    return [
        Heading(2, "Tiếp nhận, xử lý phản ánh của người tiêu dùng"),
        Paragraph(
            f"Đã tiếp nhận {count(figures.count(complaints.RECEIVED))} phản ánh{shared}; "
            f"đã giải quyết {count(figures.count(complaints.CLOSED))} phản ánh{on_time}; "
            f"đang giải quyết {count(figures.count(complaints.OPEN))} phản ánh, trong đó "
            f"{count(figures.count(complaints.OVERDUE))} phản ánh quá hạn."
        ),
        *_filled(table, chart="Phản ánh tiếp nhận theo nội dung"),
    ]


def _inspections(figures: Figures) -> list[Block]:
    outcomes = breakdown(
        figures,
        OUTCOME,
        [inspections.CONCLUDED],
        caption="Kết quả các vụ kiểm tra đã kết luận",
        heading="Kết quả",
    )
    groups = breakdown(
        figures,
        VIOLATION,
        [inspections.VIOLATIONS],
        caption="Hành vi vi phạm theo nhóm",
        heading="Nhóm hành vi",
    )
    return [
        Heading(2, "Kiểm tra, kiểm soát thị trường"),
        Paragraph(
            f"Đã kiểm tra {count(figures.count(inspections.INSPECTIONS))} vụ, kết luận "
            f"{count(figures.count(inspections.CONCLUDED))} vụ; phát hiện vi phạm tại "
            f"{count(figures.count(inspections.WITH_VIOLATION))} vụ với "
            f"{count(figures.count(inspections.VIOLATIONS))} hành vi; ban hành "
            f"{count(figures.count(inspections.SANCTIONS))} quyết định xử phạt với tổng "
            f"số tiền {dong(figures.count(inspections.FINES))}; trị giá hàng hoá xử lý "
            f"{dong(figures.count(inspections.GOODS_VALUE))}."
        ),
        *_filled(outcomes),
        *_filled(groups),
    ]


def _filled(table: Table, *, chart: str = "") -> list[Block]:
    """Return the table, and a chart of its first figures, unless it has no rows."""
    if not table.rows:
        return []
    return [table, _bars(table, chart)] if chart else [table]


def _bars(table: Table, caption: str) -> Chart:
    return chart_of(
        table, kind=ChartKind.BAR, caption=caption, categories=1, values=(2,)
    )
