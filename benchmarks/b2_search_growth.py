"""B2: how the public search slows down from 10,000 to 1,000,000 promotions."""

from statistics import median

from benchmarks import place
from benchmarks.load import hammer
from benchmarks.register_asks import asks
from benchmarks.results import Measured

SMALL, LARGE = 10_000, 1_000_000
CLIENTS, TIMES, ROUNDS = 2, 40, 5
TARGET = 3


def measure() -> list[Measured]:
    small, large = _p95(SMALL), _p95(LARGE)
    return [
        Measured(
            "B2",
            "p95 of the public search, 1,000,000 promotions beside 10,000",
            large * 1_000,
            small * 1_000,
            "ms",
            large / small,
            f"≤ {TARGET}",
            large <= TARGET * small,
        )
    ]


def _p95(promotions: int) -> float:
    with place.opened(promotions=promotions) as at:
        portal = at.web(REGISTER_SHARED_SECONDS="0")
        rounds = [
            hammer(portal, asks("/khuyen-mai/", times=TIMES), clients=CLIENTS).p95
            for _ in range(ROUNDS + 1)
        ]
    return median(rounds[1:])
