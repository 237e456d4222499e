"""The sheet to fill in: as a workbook with lists to choose from, and as CSV."""

import csv
import io

from django.utils.translation import gettext as _

import xlsxwriter

from promotions.enums import CeilingExemption
from promotions.models import GoodsGroup
from promotions.sheets.columns import COLUMNS

ROWS_WITH_LISTS = 5_000
MONEY = {"price_before_vnd", "price_now_vnd", "gift_value_vnd", "price_floor_vnd"}
YES_OR_NO = {"is_local", "is_ocop", "is_vietnamese", "is_state_priced"}


def xlsx() -> bytes:
    """Return the workbook: goods, then the known groups, then how to fill it in."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    groups = [str(group) for group in GoodsGroup.objects.all()]
    reasons = [str(e.label) for e in CeilingExemption if e.value]
    page = workbook.add_worksheet(_("Goods"))
    lists = workbook.add_worksheet(_("Groups"))
    _headings(workbook, page)
    lists.set_column(0, 1, 60)
    lists.write_column(0, 0, [_("Group of goods"), *groups])
    lists.write_column(0, 1, [_("No ceiling applies because"), *reasons])
    sources = {
        "goods_group": f"='{_('Groups')}'!$A$2:$A${len(groups) + 1}",
        "gift_group": f"='{_('Groups')}'!$A$2:$A${len(groups) + 1}",
        "exemption": f"='{_('Groups')}'!$B$2:$B${len(reasons) + 1}",
    }
    for place, column in enumerate(COLUMNS):
        source: object = sources.get(column.field)
        if column.field in YES_OR_NO:
            source = ["x"]
        if source:
            page.data_validation(
                1, place, ROWS_WITH_LISTS, place, {"validate": "list", "source": source}
            )
    _how_to(workbook)
    workbook.close()
    return out.getvalue()


def csv_file() -> bytes:
    """Return the headings as CSV that Excel opens with Vietnamese letters."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(str(column.title) for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def _headings(workbook: xlsxwriter.Workbook, page: object) -> None:
    plain = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    needed = workbook.add_format({**plain, "bg_color": "#A3231B", "color": "#FFFFFF"})
    other = workbook.add_format({**plain, "bg_color": "#F3ECE1"})
    money = workbook.add_format({"num_format": "#,##0"})
    page.freeze_panes(1, 1)  # type: ignore[attr-defined]
    page.set_row(0, 34)  # type: ignore[attr-defined]
    for place, column in enumerate(COLUMNS):
        style = money if column.field in MONEY else None
        page.set_column(place, place, column.width, style)  # type: ignore[attr-defined]
        page.write(  # type: ignore[attr-defined]
            0, place, str(column.title), needed if column.is_needed else other
        )


def _how_to(workbook: xlsxwriter.Workbook) -> None:
    page = workbook.add_worksheet(_("How to"))
    page.set_column(0, 0, 110)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    page.write_column(
        0,
        0,
        [
            _("One row is one item. Columns with a red heading must be filled in."),
            _("Prices are whole đồng for one unit: 1250000 or 1.250.000."),
            _("Give the price in the promotion, the discount in percent, or both."),
            _("Choose the group from the list, or write it as on the second sheet."),
            _("Write x for yes and leave the cell empty for no."),
            _("You may change the order of the columns and leave empty ones out."),
        ],
        wrapped,
    )
