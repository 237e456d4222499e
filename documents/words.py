"""Amounts in words, as forms and decisions require beside the figure.

Northern official usage: «linh» for an empty ten, «mốt» and «lăm» after tens. Amounts
from a thousand billion on are read as so many «tỷ» («một nghìn năm trăm tỷ»), never
with the unit said twice («một nghìn tỷ năm trăm tỷ»).
"""

from vn_numberwords import number_to_words

_BILLION = 10**9
LARGEST = _BILLION**2 - 1


def in_words(number: int) -> str:
    """Return a whole number in Vietnamese words, lower case."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"Only a whole number has words, not {number!r}.")
    if abs(number) > LARGEST:
        raise ValueError(f"{number} is too large to be read as «tỷ».")
    if number < 0:
        return f"âm {in_words(-number)}"
    billions, rest = divmod(number, _BILLION)
    if not billions:
        return str(number_to_words(rest))
    return " ".join(filter(None, [f"{number_to_words(billions)} tỷ", _below(rest)]))


def dong_in_words(amount: int) -> str:
    """Return an amount of money as a form writes it: «Hai mươi mốt nghìn đồng»."""
    words = in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _below(rest: int) -> str:
    """Read what follows the billions, with the zeros that stand before it."""
    if not rest:
        return ""
    return str(number_to_words(_BILLION + rest)).removeprefix("một tỷ ")
