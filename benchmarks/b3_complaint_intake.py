"""B3: complaints filed through the real form by 8 clients at once."""

from collections.abc import Sequence
from itertools import count
from urllib.parse import unquote, urlencode
from uuid import uuid4

import psycopg

from benchmarks import place
from benchmarks.alternating import alternate
from benchmarks.floor.posting import TABLES
from benchmarks.load import Ask, hammer
from benchmarks.results import Measured

CLIENTS, COMPLAINTS = 8, 800
TARGET = 0.55
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CSRF = "a" * 32
RECEIPT = "/phan-anh/da-nhan/"
STORED = """
SELECT c.code,
 (SELECT count(*) FROM complaints_complaintevent e WHERE e.record_id = c.id),
 (SELECT count(*) FROM complaints_referral r WHERE r.complaint_id = c.id)
FROM complaints_complaint c ORDER BY c.id
"""
CHOSEN = """
SELECT (SELECT id FROM complaints_category WHERE code = 'false-discount'),
 (SELECT id FROM accounts_district WHERE code = '380')
"""


def measure() -> list[Measured]:
    accepted: list[str] = []
    with place.opened(promotions=40, fresh=True) as at:
        with psycopg.connect(at.database_url, autocommit=True) as connection:
            connection.execute(TABLES)
            category, district = connection.execute(CHOSEN).fetchone() or (0, 0)
            before = connection.execute(STORED).fetchall()
        at.use()
        where = {"category": category, "district": district}
        portal, floor = at.web(), at.floor()
        people = count()

        def file_some() -> float:
            load = hammer(portal, _complaints(people, where), clients=CLIENTS)
            assert set(load.statuses) == {302}, load.statuses
            accepted.extend(map(_code, load.led_to))
            return load.rate

        ask = Ask("/post", b"text=" + _answers(0, where).encode(), FORM)
        rate, least = alternate(
            file_some, lambda: hammer(floor, [ask] * COMPLAINTS, clients=CLIENTS).rate
        )
        with psycopg.connect(at.database_url) as connection:
            stored = connection.execute(STORED).fetchall()[len(before) :]
    lost = len({*accepted} - {code for code, events, parts in stored if events * parts})
    doubled = len(stored) - len({*accepted})
    return [
        Measured(
            "B3",
            "complaints through the real form, durable, 8 clients",
            rate,
            least,
            "complaints/s",
            rate / least,
            f"≥ {TARGET}",
            rate >= TARGET * least,
            f"{len(accepted):,} accepted, {len(stored):,} stored with their first event"
            " and every office.",
        ),
        Measured("B3", "accepted and lost", lost, None, "codes", None, "0", lost == 0),
        Measured("B3", "stored twice", doubled, None, "codes", None, "0", doubled == 0),
    ]


def _complaints(people: "count[int]", where: dict[str, int]) -> Sequence[Ask]:
    headers = {**FORM, "Cookie": f"csrftoken={CSRF}"}
    return [
        Ask("/phan-anh/moi/", _answers(next(people), where).encode(), headers)
        for _ in range(COMPLAINTS)
    ]


def _answers(person: int, where: dict[str, int]) -> str:
    """Return a filled form with its small sum done, as a browser sends it."""
    from complaints.spam.proof_of_work import challenge_for, is_solution

    key = uuid4()
    challenge = challenge_for(key)
    number = next(n for n in map(str, count()) if is_solution(challenge, n))
    return urlencode(
        {
            "csrfmiddlewaretoken": CSRF,
            "key": key,
            "challenge": challenge,
            "number": number,
            "kind": "complaint",
            "story": f"Nồi cơm báo giảm 40%, tại quầy thu giá cũ. Lần thứ {person}.",
            "demand": "Trả lại phần chênh lệch.",
            "bought_on": "28/11/2024",
            "amount_vnd": "1.250.000",
            "seller_name": f"Cửa hàng Điện máy số {person}",
            "seller_channel": "store",
            "seller_address": "12 Lê Lợi",
            "has_contacted": "no",
            "full_name": "Nguyễn Thị Lan",
            "phone": f"09{person:08d}",
            "email": f"nguoi-{person}@thu.example",
            "may_handle": "on",
            **where,
        }
    )


def _code(address: str) -> str:
    """Return the tracking code that the signed address of a receipt begins with."""
    return unquote(address).removeprefix(RECEIPT).partition("~")[0]
