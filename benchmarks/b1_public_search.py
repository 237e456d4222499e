"""B1: the public search of 100,000 promotions, made anew and from the shared copy."""

from benchmarks import place
from benchmarks.alternating import alternate
from benchmarks.load import hammer
from benchmarks.register_asks import asks
from benchmarks.results import Measured

PROMOTIONS, CLIENTS, TIMES = 100_000, 8, 80
TARGET, TARGET_SHARED = 0.6, 3


def measure() -> list[Measured]:
    with place.opened(promotions=PROMOTIONS) as at:
        anew = at.web(REGISTER_SHARED_SECONDS="0")
        shared, floor = at.web(), at.floor()
        portal, least = alternate(
            lambda: _rate(anew, "/khuyen-mai/"), lambda: _rate(floor, "/search")
        )
        copies, _ = alternate(
            lambda: _rate(shared, "/khuyen-mai/"), lambda: _rate(floor, "/search")
        )
    return [
        Measured(
            "B1",
            "public search of 100,000 promotions, made anew",
            portal,
            least,
            "pages/s",
            portal / least,
            f"≥ {TARGET}",
            portal >= TARGET * least,
        ),
        Measured(
            "B1",
            "the same from the shared copy, beside made anew",
            copies,
            portal,
            "pages/s",
            copies / portal,
            f"≥ {TARGET_SHARED}",
            copies >= TARGET_SHARED * portal,
        ),
    ]


def _rate(origin: str, path: str) -> float:
    load = hammer(origin, asks(path, times=TIMES), clients=CLIENTS)
    assert set(load.statuses) == {200}, load.statuses
    return load.rate
