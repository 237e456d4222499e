"""Keeping people from being recognised in small numbers.

A public cell of one or two complaints could point at somebody, so it is not shown;
and where that would leave a single hidden cell, which the total betrays, the next
smallest is hidden with it.
"""

from collections.abc import Mapping

SMALLEST_SHOWN = 3


def suppressed(rows: Mapping[str, int]) -> frozenset[str]:
    """Return the codes of the rows whose number must not be shown."""
    hidden = {code for code, number in rows.items() if 0 < number < SMALLEST_SHOWN}
    if len(hidden) != 1:
        return frozenset(hidden)
    others = [(number, code) for code, number in rows.items() if code not in hidden]
    shown = sorted(pair for pair in others if pair[0])
    return frozenset(hidden | {code for _, code in shown[:1]})
