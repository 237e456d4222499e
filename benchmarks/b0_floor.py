"""B0: the floor itself, so that every other line can be read against the machine."""

import psycopg

from benchmarks import place
from benchmarks.alternating import alternate
from benchmarks.floor.posting import TABLES
from benchmarks.load import Ask, hammer
from benchmarks.results import Measured

CLIENTS = 8
REQUESTS = 800


def measure() -> list[Measured]:
    with place.opened(promotions=40, fresh=True) as at:
        with psycopg.connect(at.database_url, autocommit=True) as connection:
            connection.execute(TABLES)
        portal, floor = at.web(), at.floor()
        body = b"text=A+complaint+of+a+few+words"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        post, hello = alternate(
            lambda: (
                hammer(
                    floor, [Ask("/post", body, kind)] * REQUESTS, clients=CLIENTS
                ).rate
            ),
            lambda: hammer(portal, [Ask("/healthz")] * REQUESTS, clients=CLIENTS).rate,
        )
    return [
        Measured("B0", "floor POST", post, None, "req/s", None, "–", True),
        Measured(
            "B0", "portal says it is alive", hello, None, "req/s", None, "–", True
        ),
    ]
