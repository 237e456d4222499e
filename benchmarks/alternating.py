"""Measuring two things in turn, so that both meet the same moods of the machine."""

from collections.abc import Callable
from statistics import median

ROUNDS = 5


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], *, rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the medians of ``rounds`` figures of each, taken A B A B.

    Each is called once before, unmeasured: what only the first call pays is not what
    people wait for.
    """
    ours()
    floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
