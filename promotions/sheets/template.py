"""The sheet to fill in: as a workbook with lists to choose from, and as CSV."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

import xlsxwriter

from promotions.enums import CeilingExemption
from promotions.models import GoodsGroup
from promotions.sheets.columns import COLUMNS, Column

ROWS_WITH_LISTS = 5_000
MONEY = {"price_before_vnd", "price_now_vnd", "gift_value_vnd", "price_floor_vnd"}
YES_OR_NO = {"is_local", "is_ocop", "is_vietnamese", "is_state_priced"}
GROUPS = {"goods_group", "gift_group"}
HINT_CHARACTERS = 255
EXAMPLES = (
    {
        "name": "Nem chua Thanh Hoá, hộp 20 chiếc",
        "goods_group": "food",
        "brand": "Nem Thử",
        "unit_of_measure": "hộp",
        "quantity": 500,
        "price_before_vnd": 100_000,
        "price_now_vnd": 70_000,
        "is_local": "x",
        "is_vietnamese": "x",
    },
    {
        "name": "Nước mắm Ba Làng 40 độ đạm, chai 500 ml",
        "goods_group": "food",
        "brand": "Mắm Thử",
        "unit_of_measure": "chai",
        "price_before_vnd": 185_000,
        "discount_percent": 12.5,
        "gift_name": "Bát chấm gốm",
        "gift_group": "appliances",
        "gift_value_vnd": 15_000,
        "is_local": "x",
        "is_ocop": "x",
        "is_vietnamese": "x",
    },
)


def xlsx() -> bytes:
    """Return the workbook: goods, examples, the known groups, and how to fill it in."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    groups = {group.code: str(group) for group in GoodsGroup.objects.all()}
    reasons = [str(e.label) for e in CeilingExemption if e.value]
    page = workbook.add_worksheet(_("Goods"))
    examples = workbook.add_worksheet(_("Examples"))
    how_to = workbook.add_worksheet(_("How to"))
    lists = workbook.add_worksheet(_("Groups"))
    _headings(workbook, page)
    _offer_choices(page, group_count=len(groups), reason_count=len(reasons))
    _headings(workbook, examples)
    _fill(examples, groups)
    _explain(workbook, how_to)
    lists.set_column(0, 1, 60)
    lists.write_column(0, 0, [_("Group of goods"), *groups.values()])
    lists.write_column(0, 1, [_("No ceiling applies because"), *reasons])
    workbook.close()
    return out.getvalue()


def csv_file() -> bytes:
    """Return the headings as CSV that Excel opens with Vietnamese letters."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(str(column.title) for column in COLUMNS)
    return out.getvalue().encode("utf-8-sig")


def _headings(workbook: Any, page: Any) -> None:
    plain = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    needed = workbook.add_format({**plain, "bg_color": "#A3231B", "color": "#FFFFFF"})
    other = workbook.add_format({**plain, "bg_color": "#F3ECE1"})
    money = workbook.add_format({"num_format": "#,##0"})
    percent = workbook.add_format({"num_format": "0.##"})
    styles = dict.fromkeys(MONEY, money) | {"discount_percent": percent}
    page.freeze_panes(1, 1)
    page.set_row(0, 50)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, column.width, styles.get(column.field))
        page.write(0, place, str(column.title), needed if column.is_needed else other)


def _offer_choices(page: Any, *, group_count: int, reason_count: int) -> None:
    """Let cells be chosen from lists, and say how to write the others."""
    lists = _("Groups")
    for place, column in enumerate(COLUMNS):
        rule: dict[str, Any] = {"validate": "any"}
        if column.field in GROUPS:
            source = f"='{lists}'!$A$2:$A${group_count + 1}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
        elif column.field == "exemption":
            source = f"='{lists}'!$B$2:$B${reason_count + 1}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
        elif column.field in YES_OR_NO:
            rule = {"validate": "list", "source": ["x"], "error_type": "warning"}
        hint = _how_to_write(column)
        rule |= {"input_title": str(column.title)[:32]}
        rule |= {"input_message": hint[:HINT_CHARACTERS]}
        page.data_validation(1, place, ROWS_WITH_LISTS, place, rule)


def _fill(page: Any, groups: dict[str, str]) -> None:
    for row, example in enumerate(EXAMPLES, start=1):
        for place, column in enumerate(COLUMNS):
            value: Any = example.get(column.field, "")
            if column.field in GROUPS:
                value = groups.get(value, value)
            page.write(row, place, value)


def _explain(workbook: Any, page: Any) -> None:
    title = workbook.add_format({"bold": True, "font_size": 14})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    bold = workbook.add_format({"bold": True, "bg_color": "#F3ECE1", "border": 1})
    page.set_column(0, 0, 36, wrapped)
    page.set_column(1, 1, 14, wrapped)
    page.set_column(2, 2, 80, wrapped)
    page.write(0, 0, _("How to fill in the sheet of goods"), title)
    page.write(1, 0, _("One row is one item. You may leave out empty columns."))
    page.write_row(3, 0, [_("Column"), _("Needed"), _("How to write it")], bold)
    for row, column in enumerate(COLUMNS, start=4):
        needed = _("yes") if column.is_needed else ""
        page.write_row(row, 0, [str(column.title), needed, _how_to_write(column)])


def _how_to_write(column: Column) -> str:
    """Return one or two sentences about the cells of a column."""
    if column.field in MONEY:
        return _("Whole đồng for one unit: 1250000 or 1.250.000.")
    if column.field in GROUPS:
        return _("Choose from the list, or write the name as on the sheet “Groups”.")
    if column.field in YES_OR_NO:
        return _("Write x for yes; leave the cell empty for no.")
    return {
        "name": _("With size or model, so that a customer recognises it."),
        "brand": _("The brand on the goods; leave it empty if there is none."),
        "unit_of_measure": _("For instance bottle, kg, set."),
        "quantity": _("A whole number; leave it empty if it is not limited."),
        "discount_percent": _(
            "For instance 12,5. Leave it empty to have it worked out from the two "
            "prices."
        ),
        "gift_name": _("What is given with each unit; only for gifts and vouchers."),
        "exemption": _("Choose a reason, only where no ceiling applies by law."),
        "alcohol_percent": _("Only for drinks, for instance 4,5."),
    }[column.field]
