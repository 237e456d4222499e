"""What a cell says: numbers as Vietnamese people and Excel write them, yes, no, groups.

Each reader returns the value, or raises ``BadCell`` with a sentence for the person.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from accounts.folding import fold

MAX_VND = 10**15
MAX_QUANTITY = 2_000_000_000
HUNDRED = Decimal(100)
HALF_PERCENT = Decimal("0.5")
_CURRENCY = re.compile(r"(đồng|dong|vnđ|vnd|₫|đ)\.?$", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}([.,\s][0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]{1,9}([.,][0-9]{1,4})?")
YES = frozenset({"co", "x", "yes", "1", "dung", "true", "v"})
NO = frozenset({"", "khong", "no", "0", "false"})


class BadCell(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def text(cell: object, *, longest: int) -> str:
    """Return the words of a cell with single blanks; a number is written whole."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = " ".join(str(cell).split()) if cell is not None else ""
    if len(words) > longest:
        raise BadCell(
            _("At most %(limit)d characters are kept; there are %(count)d.")
            % {"limit": longest, "count": len(words)}
        )
    return words.replace("\x00", "")


def money(cell: object) -> int | None:
    """Return whole đồng: 1250000, «1.250.000», «1,250,000 đ»; None for nothing."""
    return _whole(cell, _("Write whole đồng, for instance 1.250.000."), limit=MAX_VND)


def count(cell: object) -> int | None:
    number = _whole(cell, _("Write a whole number."), limit=MAX_QUANTITY)
    if number == 0:
        raise BadCell(_("The quantity is at least 1, or empty."))
    return number


def _whole(cell: object, sentence: str, *, limit: int) -> int | None:
    if isinstance(cell, bool) or _is_moment(cell):
        raise BadCell(_no_number(cell))
    if isinstance(cell, int | float):
        if cell != int(cell) or cell < 0:
            raise BadCell(sentence)
        number = int(cell)
    else:
        words = str(cell or "").strip()
        if not words:
            return None
        words = _CURRENCY.sub("", words).strip().replace("\xa0", " ")
        if not _WHOLE.fullmatch(words):
            raise BadCell(sentence)
        number = int(re.sub(r"[.,\s]", "", words))
    if number > limit:
        raise BadCell(_("This number is too large. Please check the zeros."))
    return number


def percent(cell: object, *, computed: Decimal | None = None) -> Decimal | None:
    """Return a percent: 12.5, «12,5 %»; None for nothing.

    A cell that Excel shows as 50 % holds 0.5. A number up to 1 is therefore a share,
    unless the two prices (``computed``, in percent) say that it is a percent.
    """
    if isinstance(cell, bool) or _is_moment(cell):
        raise BadCell(_no_number(cell))
    if isinstance(cell, int | float):
        number = Decimal(repr(cell))
        if 0 < number <= 1 and not _is_near(number, computed):
            number *= HUNDRED
        return _two_places(number)
    words = str(cell or "").strip().removesuffix("%").strip()
    if not words:
        return None
    if not _DECIMAL.fullmatch(words):
        raise BadCell(
            _("Write a percent with at most two decimals, for instance 12,5.")
        )
    return _two_places(Decimal(words.replace(",", ".")))


def alcohol(cell: object) -> Decimal | None:
    number = percent(cell, computed=Decimal(1))
    if number is not None and number > HUNDRED:
        raise BadCell(_("Alcohol is between 0 and 100% vol."))
    return None if number is None else number.quantize(Decimal("0.1"))


def _two_places(number: Decimal) -> Decimal:
    try:
        places = number.quantize(Decimal("0.01"))
    except InvalidOperation:
        places = None
    if places is None or abs(places - number) > Decimal("1e-6"):
        raise BadCell(
            _("Write a percent with at most two decimals, for instance 12,5.")
        )
    if not 0 <= places <= 1000:
        raise BadCell(_("A percent lies between 0 and 100."))
    return places


def _is_near(number: Decimal, computed: Decimal | None) -> bool:
    return computed is not None and abs(computed - number) <= HALF_PERCENT


def yes(cell: object) -> bool:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        cell = int(cell)
    word = fold(str(cell if cell is not None else ""))
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadCell(_("Write “x” or “có” for yes; leave it empty for no."))


def choice(cell: object, known: Mapping[str, str], *, sentence: str) -> str:
    """Return the code whose folded name or code stands in the cell; "" for nothing."""
    word = fold(str(cell if cell is not None else ""))
    if not word:
        return ""
    try:
        return known[word]
    except KeyError:
        raise BadCell(sentence) from None


def _is_moment(cell: object) -> bool:
    return isinstance(cell, date | datetime | time | timedelta)


def _no_number(cell: object) -> str:
    if _is_moment(cell):
        return _("Excel took this for a date. Please format the cell as a number.")
    return _("Write a number here.")
