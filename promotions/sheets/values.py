"""What a cell says: numbers as Vietnamese people and Excel write them, yes, no, groups.

Each reader returns the value, or raises ``BadCell`` with a sentence for the person; it
never fails in another way, whatever the cell holds.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from accounts.folding import fold
from promotions.law import wording
from promotions.sheets.worksheet import ErrorValue, NotComputed, Share

MAX_VND = 10**15
MAX_QUANTITY = 2_000_000_000
HUNDRED = Decimal(100)
HALF_PERCENT = Decimal("0.5")
ROUNDING = Decimal("1e-6")
"""How far a number of Excel may lie beside the one it stands for: 0.07 × 100."""
_CURRENCY = re.compile(r"(đồng|dong|vnđ|vnd|₫|đ)\.?$", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(?:([.,\s])[0-9]{3})(?:\1[0-9]{3}){0,5}")
_DECIMAL = re.compile(r"[0-9]{1,9}([.,][0-9]{1,4})?")
YES = frozenset({"co", "x", "yes", "1", "dung", "true", "v"})
NO = frozenset({"", "khong", "no", "0", "false"})
TICKS = frozenset("✓✔☑")
WHOLE_DONG = gettext_lazy("Write whole đồng, for instance 1.250.000.")
WHOLE_NUMBER = gettext_lazy("Write a whole number.")

WORD_CHARACTERS = 200

# The same few words of a list stand in 100,000 rows.
_folded = lru_cache(maxsize=2_000)(fold)


class BadCell(Exception):
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def text(cell: object, *, longest: int) -> str:
    """Return the words of a cell with single blanks; a number is written whole."""
    _refuse_no_value(cell)
    if _is_moment(cell):
        raise BadCell(_("Excel took this for a date. Please format the cell as text."))
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = " ".join(str(cell).replace("\x00", "").split()) if cell is not None else ""
    if len(words) > longest:
        raise BadCell(
            _("At most %(limit)d characters are kept; there are %(count)d.")
            % {"limit": longest, "count": len(words)}
        )
    return words


def money(cell: object) -> int | None:
    """Return whole đồng: 1250000, «1.250.000», «1,250,000 đ»; None for nothing."""
    return _whole(cell, WHOLE_DONG, limit=MAX_VND)


def count(cell: object) -> int | None:
    number = _whole(cell, WHOLE_NUMBER, limit=MAX_QUANTITY)
    if number == 0:
        raise BadCell(_("The quantity is at least 1, or empty."))
    return number


def _whole(cell: object, sentence: Promise, *, limit: int) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not isfinite(cell) or cell < 0:
            raise BadCell(str(sentence))
        number = round(cell)
        if abs(number - cell) > ROUNDING:
            raise BadCell(str(sentence))
    else:
        words = _typed(cell)
        if not words:
            return None
        words = _CURRENCY.sub("", words).strip()
        if not _WHOLE.fullmatch(words):
            raise BadCell(str(sentence))
        number = int(re.sub(r"[.,\s]", "", words))
    if number > limit:
        raise BadCell(_("This number is too large. Please check the zeros."))
    return number


def percent(cell: object, *, computed: Decimal | None = None) -> Decimal | None:
    """Return a percent: 12.5, «12,5 %»; None for nothing.

    A cell that Excel shows as 50 % holds 0.5 and is a ``Share``. Another number up to
    1 may be a share that was copied as a value: the two prices (``computed``, in
    percent) tell; where they do not, the person is asked.
    """
    if isinstance(cell, Share):
        return _two_places(_decimal(cell) * HUNDRED)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = _decimal(cell)
        if 0 < number <= 1 and not _is_near(number, computed):
            if _is_near(number * HUNDRED, computed):
                number *= HUNDRED
            elif number < 1:
                raise BadCell(_unclear(number))
        return _two_places(number)
    words = _typed(cell).removesuffix("%").strip()
    if not words:
        return None
    if not _DECIMAL.fullmatch(words):
        raise BadCell(_no_percent())
    return _two_places(Decimal(words.replace(",", ".")))


def alcohol(cell: object) -> Decimal | None:
    """Return the strength in percent of volume, with one decimal."""
    number = percent(cell, computed=HALF_PERCENT)
    if number is None:
        return None
    strength = number.quantize(Decimal("0.1"))
    if strength != number:
        raise BadCell(_("Write the strength with at most one decimal, such as 4,5."))
    if number > HUNDRED:
        raise BadCell(_("Alcohol is between 0 and 100% vol."))
    return strength


def _two_places(number: Decimal) -> Decimal:
    try:
        places = number.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise BadCell(_no_percent()) from None
    if abs(places - number) > ROUNDING:
        raise BadCell(_no_percent())
    if not 0 <= places <= 1000:
        raise BadCell(_("A percent lies between 0 and 100."))
    return places


def _decimal(cell: float) -> Decimal:
    if not isfinite(cell):
        raise BadCell(_no_percent())
    return Decimal(repr(float(cell)))


def _no_percent() -> str:
    return _("Write a percent with at most two decimals, for instance 12,5.")


def _unclear(number: Decimal) -> str:
    return _(
        "It is not clear whether %(number)s means %(small)s or %(large)s. Please write "
        "the percent with its sign."
    ) % {
        "number": wording.number(number),
        "small": wording.percent(number),
        "large": wording.percent(number * HUNDRED),
    }


def _is_near(number: Decimal, computed: Decimal | None) -> bool:
    return computed is not None and abs(computed - number) <= HALF_PERCENT


def yes(cell: object) -> bool:
    _refuse_no_value(cell)
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    word = str(cell if cell is not None else "").strip()
    folded = _folded(word[:WORD_CHARACTERS])
    if folded in YES or word in TICKS:
        return True
    if folded in NO and (folded or not word):
        return False
    raise BadCell(_("Write “x” or “có” for yes; leave it empty for no."))


def choice(cell: object, known: Mapping[str, str], *, sentence: str) -> str:
    """Return the code whose folded name or code stands in the cell; "" for nothing."""
    _refuse_no_value(cell)
    words = str(cell if cell is not None else "").strip()
    if not words:
        return ""
    try:
        return known[_folded(words[:WORD_CHARACTERS])]
    except KeyError:
        raise BadCell(sentence) from None


def _typed(cell: object) -> str:
    """Return the text of a cell that should hold a number."""
    _refuse_no_value(cell)
    if isinstance(cell, bool):
        raise BadCell(_("Write a number here."))
    if _is_moment(cell):
        raise BadCell(
            _("Excel took this for a date. Please format the cell as a number.")
        )
    return str(cell if cell is not None else "").replace("\xa0", " ").strip()


def _refuse_no_value(cell: object) -> None:
    if isinstance(cell, ErrorValue):
        raise BadCell(
            _("The formula gives the error %(error)s. Please correct it.")
            % {"error": cell}
        )
    if isinstance(cell, NotComputed):
        raise BadCell(
            _(
                "The formula has no value yet. Please open the sheet in Excel, save it, "
                "and send it again."
            )
        )


def _is_moment(cell: object) -> bool:
    return isinstance(cell, date | datetime | time | timedelta)
