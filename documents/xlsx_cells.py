"""One value in one cell: numbers as numbers, days as days, text as nothing but text."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any

from django.utils import timezone

from documents import layout
from documents.blocks import Column
from documents.values import Format, Value, clean, rounded, show

MOST_LETTERS = 32_767
# A sheet keeps 15 digits; a longer number would silently end in zeros.
_FIRST_TOO_LONG = 10**15
_ACTS_AS_FORMULA = ("=", "+", "-", "@", "\t")
_HEAD_FILL = "#EEEEEE"
_LINE_HEIGHT, _MOST_LINES = 16.5, 20


class Faces:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self.of(bold=True, font_size=13)
        self.bold = self.of(bold=True, text_wrap=True, valign="top")
        self.text = self.of(text_wrap=True, valign="top")
        self.note = self.of(italic=True, font_size=11)
        self.link = self.of(font_color="#1D5C8C", underline=1)
        self.head = self.of(
            bold=True,
            border=1,
            text_wrap=True,
            align="center",
            valign="vcenter",
            bg_color=_HEAD_FILL,
        )

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            face = {"font_name": layout.FACE, "font_size": 12, **properties}
            self._made[key] = self._book.add_format(face)
        return self._made[key]


def write_value(
    sheet: Any,
    at: tuple[int, int],
    value: Value,
    column: Column,
    faces: Faces,
    *,
    bold: bool = False,
    border: int = 1,
) -> None:
    """Write a value as what it is; an unknown one leaves the cell empty."""
    look = {
        "border": border,
        "bold": bold,
        "align": column.alignment.value,
        "valign": "top",
    }
    if value is None:
        sheet.write_blank(*at, None, faces.of(**look))
    elif isinstance(value, str):
        write_text(sheet, at, value, faces, **look, text_wrap=True)
    elif isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None)
        face = faces.of(**look, num_format="hh:mm dd/mm/yyyy")
        sheet.write_datetime(*at, local, face)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, faces.of(**look, num_format="dd/mm/yyyy"))
    else:
        _write_number(sheet, at, value, column, faces, look)


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row for texts in columns of a width in letters."""
    most = max((_lines(text, width) for text, width in texts), default=1)
    return min(most, _MOST_LINES) * _LINE_HEIGHT


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) / max(width - 1, 1))) for line in text.split("\n"))


def write_text(
    sheet: Any, at: tuple[int, int], text: str, faces: Faces, **look: Any
) -> None:
    """Write text that stays text, even when somebody edits the cell later."""
    shown = clean(text)
    if len(shown) > MOST_LETTERS:
        shown = f"{shown[: MOST_LETTERS - 1]}…"
    if shown.startswith(_ACTS_AS_FORMULA):
        look["quote_prefix"] = True
    sheet.write_string(*at, shown, faces.of(**look))


def _write_number(
    sheet: Any,
    at: tuple[int, int],
    value: int | Decimal,
    column: Column,
    faces: Faces,
    look: dict[str, Any],
) -> None:
    number = rounded(value, column.format, places=column.places)
    if not -_FIRST_TOO_LONG < number < _FIRST_TOO_LONG:
        text = show(value, column.format, places=column.places)
        sheet.write_string(*at, text, faces.of(**look))
        return
    face = faces.of(**look, num_format=number_format(number, column.format))
    held = Decimal(number) / 100 if column.format is Format.PERCENT else number
    sheet.write_number(*at, held, face)


def number_format(number: int | Decimal, written: Format) -> str:
    """Return the format with as many decimals as the papers print."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    zeros = f".{'0' * decimals}" if decimals else ""
    return f"0{zeros}%" if written is Format.PERCENT else f"#,##0{zeros}"
