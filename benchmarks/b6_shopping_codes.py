"""B6: 10,000 people claim a code of one pool, 100 at once, through the real form."""

from itertools import count
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from benchmarks import place
from benchmarks.floor.posting import TABLES
from benchmarks.load import Ask, hammer
from benchmarks.results import Measured

CLAIMS, AT_ONCE, QUOTA = 10_000, 100, 9_000
TARGET = 0.4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CSRF = "a" * 32
WARM_UP = 400


def measure() -> list[Measured]:
    with place.opened(promotions=40, fresh=True) as at:
        with psycopg.connect(at.database_url, autocommit=True) as connection:
            connection.execute(TABLES)
            warm, pool = _open_pool(connection), _open_pool(connection)
        portal, floor = at.web(SHOPPING_CODE_TRIES="1000000000"), at.floor()
        people = count()
        hammer(portal, _claims(warm, WARM_UP, people), clients=8)
        hammer(floor, [Ask("/post", b"text=x", FORM)] * WARM_UP, clients=8)
        floor_before = _floor(floor)
        load = hammer(portal, _claims(pool, CLAIMS, people), clients=AT_ONCE)
        floor_rate = (floor_before + _floor(floor)) / 2
        with psycopg.connect(at.database_url) as connection:
            row = connection.execute(
                "SELECT issued, quota, (SELECT count(*) FROM promotions_codeclaim"
                " WHERE pool_id = p.id) FROM promotions_codepool p WHERE id = %s",
                [pool],
            ).fetchone()
        at.manage("check_code_ledgers")
    assert row is not None
    issued, quota, claims = row
    over = max(issued, claims) - quota
    assert load.statuses[302] == QUOTA, load.statuses
    return [
        Measured(
            "B6",
            "10,000 claims on one pool, 100 at once",
            load.rate,
            floor_rate,
            "claims/s",
            load.rate / floor_rate,
            f"≥ {TARGET}",
            load.rate >= TARGET * floor_rate,
            f"quota {quota:,}, issued {issued:,}, refused {load.statuses[409]:,}; the"
            f" ledger adds up; p95 {load.p95 * 1000:.0f} ms.",
        ),
        Measured("B6", "over-issued", over, None, "codes", None, "0", over <= 0),
    ]


def _floor(origin: str) -> float:
    asks = [Ask("/post", b"text=A+claim+of+a+code", FORM)] * (CLAIMS // 4)
    return hammer(origin, asks, clients=AT_ONCE).rate


def _claims(pool: int, number: int, people: "count[int]") -> list[Ask]:
    headers = {**FORM, "Cookie": f"csrftoken={CSRF}"}
    return [
        Ask(f"/ma-giam-gia/{pool}/nhan/", _body(next(people)).encode(), headers)
        for _ in range(number)
    ]


def _body(person: int) -> str:
    return urlencode(
        {
            "csrfmiddlewaretoken": CSRF,
            "key": uuid4(),
            "email": f"nguoi-{person}@thu.example",
        }
    )


def _open_pool(connection: "psycopg.Connection[tuple[int, ...]]") -> int:
    row = connection.execute(
        "INSERT INTO promotions_codepool (title, benefit, terms, quota, issued,"
        " redeemed, opens_at, closes_at, expires_at, state, created_at, sequence,"
        " head_hash) VALUES ('Mã thử', 'Giảm 20.000', 'Mỗi người một mã', %s, 0, 0,"
        " '2024-11-01', '2025-11-01', '2025-11-01', 'open', now(), 0, repeat('0', 64))"
        " RETURNING id",
        [QUOTA],
    ).fetchone()
    assert row is not None
    return row[0]
