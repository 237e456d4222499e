"""Numbers and days as a Vietnamese officer writes them: 62%, 50,01%, 25/11–01/12/2024."""

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language

from promotions.law.declaration import Window

_CENT = Decimal("0.01")


def percent(value: Decimal | Fraction) -> str:
    """Return a percent with up to two decimals, never rounded down.

    A discount that lies above a ceiling by a hair must not read as the ceiling.
    """
    return _percent(value, get_language())


@lru_cache(maxsize=1_000)
def _percent(value: Decimal | Fraction, language: str | None) -> str:
    """Return the text; the same percent is asked for by many items of one sheet."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = value.quantize(_CENT, rounding=ROUND_CEILING).normalize()
    return f"{formats.number_format(f'{rounded:f}')}%"


def money(amount: int) -> str:
    return formats.number_format(amount, force_grouping=True)


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def moment(value: datetime) -> str:
    return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"


@lru_cache(maxsize=10)
def window(span: Window) -> str:
    """Return the first and the last day of a half-open window."""
    first = timezone.localdate(span.starts_at)
    last = timezone.localdate(span.ends_at - timedelta(microseconds=1))
    start = f"{first:%d/%m}" if first.year == last.year else day(first)
    return f"{start}–{day(last)}"


def number(value: Decimal) -> str:
    return str(formats.number_format(f"{value.normalize():f}"))
