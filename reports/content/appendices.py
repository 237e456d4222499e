"""The appendices: by district, by form of promotion, and how figures are counted."""

from documents.blocks import (
    Appendix,
    ChartKind,
    Definition,
    Definitions,
    chart_of,
)
from reports.content.tables import breakdown
from reports.figures import complaints, inspections, merchants, promotions
from reports.figures.catalogue import FIGURES
from reports.figures.dimension import DISTRICT, FORM
from reports.snapshot import Figures

BY_DISTRICT = (
    merchants.MERCHANTS,
    promotions.PROMOTIONS,
    promotions.HIGH_DISCOUNT,
    promotions.USED_VALUE,
    complaints.RECEIVED,
    complaints.CLOSED,
    complaints.OVERDUE,
    inspections.INSPECTIONS,
    inspections.VIOLATIONS,
    inspections.FINES,
)


def appendices(figures: Figures) -> tuple[Appendix, ...]:
    return (_districts(figures), _forms(figures), _definitions())


def _districts(figures: Figures) -> Appendix:
    table = breakdown(
        figures,
        DISTRICT,
        BY_DISTRICT,
        caption="Kết quả theo huyện, thị xã, thành phố",
        heading="Huyện, thị xã, thành phố",
        unit="tiền: đồng",
        with_empty=True,
    )
    return Appendix(
        title="KẾT QUẢ THEO HUYỆN, THỊ XÃ, THÀNH PHỐ", blocks=(table,), landscape=True
    )


def _forms(figures: Figures) -> Appendix:
    table = breakdown(
        figures,
        FORM,
        [promotions.PROMOTIONS],
        caption="Chương trình khuyến mại theo hình thức",
        heading="Hình thức khuyến mại",
        with_empty=True,
        with_total=False,
        note="Chương trình có nhiều hình thức được tính ở mỗi hình thức.",
    )
    chart = chart_of(
        table,
        kind=ChartKind.BAR,
        caption="Số chương trình theo hình thức khuyến mại",
        categories=1,
        values=(2,),
    )
    return Appendix(
        title="CHƯƠNG TRÌNH KHUYẾN MẠI THEO HÌNH THỨC", blocks=(table, chart)
    )


def _definitions() -> Appendix:
    items = tuple(
        Definition(code, f"{figure.name}. {figure.definition}")
        for code, figure in FIGURES.items()
    )
    return Appendix(
        title="CÁCH TÍNH CÁC CHỈ TIÊU", blocks=(Definitions(items, title="Chỉ tiêu"),)
    )
