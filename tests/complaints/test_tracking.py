from datetime import timedelta

import pytest

from complaints.tracking import (
    find,
    forget,
    grant,
    is_granted,
    read_receipt_token,
    receipt_token,
)
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory

CODE = "PA-7K3M-9QXD-2TRV"


@pytest.fixture
def complaint(db):
    ComplaintFactory(phone="+84987654321", email="khac@thu.example")
    return ComplaintFactory(
        code=CODE, phone="+84912345678", email="Nguoi-Mua@thu.example"
    )


@pytest.mark.parametrize("code", [CODE, "pa7k3m9qxd2trv", " 7k3m 9qxd 2trv "])
@pytest.mark.parametrize(
    "factor", ["5678", " 5678 ", "nguoi-mua@thu.example", "NGUOI-MUA@thu.example"]
)
def test_code_and_second_factor_open_the_complaint(complaint, code, factor):
    assert find(code, factor) == complaint


@pytest.mark.parametrize(
    ("code", "factor"),
    [
        (CODE, ""),
        (CODE, "1234"),
        (CODE, "678"),
        (CODE, "+84912345678"),
        (CODE, "4321"),
        (CODE, "khac@thu.example"),
        ("PA-0000-0000-ZZZZ", "5678"),
        ("", "5678"),
    ],
)
def test_anything_else_opens_nothing(complaint, code, factor):
    assert find(code, factor) is None


@pytest.mark.parametrize("factor", ["", " ", "0000", "nobody"])
def test_anonymous_tip_cannot_be_looked_up(db, factor):
    tip = ComplaintFactory(anonymous=True)

    assert find(tip.code, factor) is None


@pytest.mark.parametrize(
    ("code", "factor"), [(CODE, "5678"), (CODE, "0000"), ("PA-0000-0000-ZZZZ", "5678")]
)
def test_right_and_wrong_are_the_same_work(
    complaint, code, factor, django_assert_num_queries, monkeypatch
):
    compared = []
    monkeypatch.setattr(
        "complaints.tracking.constant_time_compare",
        lambda a, b: bool(compared.append((a, b))),
    )

    with django_assert_num_queries(1):
        find(code, factor)

    assert len(compared) == 2


@pytest.mark.parametrize(
    ("later", "granted"),
    [
        (timedelta(), True),
        (timedelta(minutes=30) - timedelta(seconds=1), True),
        (timedelta(minutes=30), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_access_lasts_half_an_hour(complaint, later, granted):
    session = {}
    grant(session, complaint, at=RECEIVED_AT)

    assert is_granted(session, CODE, at=RECEIVED_AT + later) is granted


def test_access_is_for_one_complaint_only(complaint):
    other = ComplaintFactory()
    session = {}
    grant(session, complaint, at=RECEIVED_AT)
    grant(session, other, at=RECEIVED_AT)

    assert not is_granted(session, CODE, at=RECEIVED_AT)
    assert is_granted(session, other.code, at=RECEIVED_AT)


def test_access_can_be_ended(complaint):
    session = {}
    grant(session, complaint, at=RECEIVED_AT)

    forget(session)

    assert session == {}


def test_receipt_token_is_the_same_each_time_and_cannot_be_made_up():
    assert receipt_token(CODE) == receipt_token(CODE)
    assert read_receipt_token(receipt_token(CODE)) == CODE
    assert read_receipt_token(CODE) is None
    assert read_receipt_token(receipt_token(CODE)[:-1]) is None
