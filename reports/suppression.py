"""Keeping people from being recognised in small numbers.

A public cell of a few complaints could point at somebody, so it is not shown; and as
many others are hidden with it as it takes that no total gives it away. What is hidden
because it is small and what is hidden beside it look alike.
"""

from collections.abc import Mapping

SMALLEST_SHOWN = 5


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST_SHOWN


def suppressed(rows: Mapping[str, int]) -> frozenset[str]:
    """Return the codes of the rows whose number must not be shown beside their total.

    The next smallest follow until the sum of what is hidden leaves each of them open;
    where even that does not, as in five rows of one, nothing is shown, not even zeros.
    """
    hidden = {code for code, number in rows.items() if is_small(number)}
    if not hidden:
        return frozenset()
    others = sorted((number, code) for code, number in rows.items() if number)
    for _number, code in others:
        if _is_open(rows, hidden):
            return frozenset(hidden)
        hidden.add(code)
    return frozenset(hidden if _is_open(rows, hidden) else rows)


def _is_open(rows: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether the hidden ones, each at least one, share enough to be any number."""
    to_share = sum(rows[code] for code in hidden) - len(hidden)
    return len(hidden) > 1 and to_share >= SMALLEST_SHOWN
