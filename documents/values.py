"""How a figure, a day or a person's text is written in an official paper.

One place for all three kinds of file, so the same value reads the same everywhere:
``1.250.000``, ``12,5%``, ``29/11/2024``. Figures are ``int`` or ``Decimal``; a
``float`` is refused, because it cannot be reproduced to the đồng.
"""

import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils import timezone

Value = str | int | Decimal | date | datetime | None

NOT_KNOWN = "–"
# Besides control characters: marks that turn the direction of what follows, with
# which a name could disguise the text after it.
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff")
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


class Format(StrEnum):
    TEXT = "text"
    COUNT = "count"
    DONG = "dong"
    PERCENT = "percent"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"

    @property
    def is_number(self) -> bool:
        return self in NUMBERS


NUMBERS = frozenset({Format.COUNT, Format.DONG, Format.PERCENT, Format.DECIMAL})


def show(value: Value, written: Format, *, places: int = 1) -> str:
    """Write a value as an officer would; an unknown one is a dash.

    ``places`` is the greatest number of decimals of a percent or a decimal; zeros at
    the end are not written. A half is rounded up, as in bookkeeping.
    """
    if value is None:
        return NOT_KNOWN
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    number = rounded(value, written, places=places)
    text = _grouped(number)
    return f"{text}%" if written is Format.PERCENT else text


def rounded(value: int | Decimal, written: Format, *, places: int = 1) -> int | Decimal:
    """Return the number that is shown, so that a sheet holds what a page prints."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"A figure is an int or a Decimal, not {value!r}.")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"A figure is a finite number, not {value!r}.")
    if isinstance(value, int):
        return value
    kept = places if written in {Format.PERCENT, Format.DECIMAL} else 0
    number = value.quantize(Decimal(1).scaleb(-kept), rounding=ROUND_HALF_UP)
    return int(number) if number == number.to_integral_value() else number.normalize()


def _grouped(number: int | Decimal) -> str:
    return (
        f"{number:,f}".translate(_VIETNAMESE)
        if isinstance(number, Decimal)
        else f"{number:,d}".translate(_VIETNAMESE)
    )


_VIETNAMESE = str.maketrans({",": ".", ".": ",", "-": "−"})


def count(number: int) -> str:
    return show(number, Format.COUNT)


def dong(amount: int) -> str:
    """Return an amount with its unit, for running text: ``1.250.000 đồng``."""
    return f"{show(amount, Format.DONG)}\u00a0đồng"


def percent(share: int | Decimal, *, places: int = 1) -> str:
    return show(share, Format.PERCENT, places=places)


def day(on: date) -> str:
    return f"{on.day:02d}/{on.month:02d}/{on.year}"


def moment(at: datetime) -> str:
    """Return a moment in the portal's time zone: ``14:00 29/11/2024``."""
    local = timezone.localtime(at)
    return f"{local:%H:%M} {day(local)}"


def clean(text: str) -> str:
    """Return text a file can hold: composed, without invisible or broken characters.

    Lines stay lines. Nothing is escaped here; that is each file's own matter.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    composed = unicodedata.normalize(
        "NFC", lines.replace("\u2029", "\n").replace("\t", " ")
    )
    return "".join(letter for letter in composed if _is_kept(letter))


def _is_kept(letter: str) -> bool:
    if letter == "\n":
        return True
    if letter in _DIRECTION_MARKS or letter in _ISOLATES:
        return False
    return unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"}
