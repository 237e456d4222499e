from datetime import datetime, timedelta
from itertools import count
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine

from complaints.models import LookupCount
from complaints.spam.proof_of_work import (
    LASTS,
    Proof,
    challenge_for,
    is_solution,
    judge,
)
from complaints.spam.weighing import CLEAN, HEAVY, Sending, Sign, Weight, weigh
from tests.complaints.answers import KEY, OTHER_KEY
from tests.complaints.factories import HCM

NOON = datetime(2024, 11, 29, 12, tzinfo=HCM)
STORY = "Giá gốc ghi 500.000 ₫, hôm trước chỉ bán 300.000 ₫."


def solve(challenge):
    return next(str(n) for n in count() if is_solution(challenge, str(n)))


@pytest.fixture(scope="module")
def solved():
    challenge = challenge_for(KEY)
    return {"challenge": challenge, "number": solve(challenge)}


def weight(at=NOON, story=STORY, address="203.0.113.7", key=None, **sending):
    """Weigh a report of its own; the proof of ``KEY`` is taken for right."""
    sent = Sending(address=address, **sending)
    with patch("complaints.spam.weighing.judge", lambda *a, key: judge(*a, key=KEY)):
        return weigh(sent, story=story, key=key or uuid4(), real_now=at)


def names(found):
    return [sign.sign for sign in found.found]


def test_who_solved_the_sum_and_sends_once_weighs_nothing(db, solved):
    assert weight(**solved) == CLEAN


def test_missing_proof_weighs_but_does_not_set_aside(db):
    found = weight()

    assert (names(found), found.is_heavy) == (["proof_missing"], False)


def test_filled_trap_sets_aside_even_with_a_proof(db, solved):
    found = weight(trap="https://thu.example", **solved)

    assert (names(found), found.is_heavy) == (["trap"], True)


def test_same_words_weigh_from_the_third_time_on(db, solved):
    again = [
        weight(story=text, **solved) for text in (STORY, STORY.upper(), f" {STORY}")
    ]

    assert [names(found) for found in again] == [[], [], ["same_text"]]
    assert not again[-1].is_heavy


def test_same_words_without_proof_are_set_aside(db):
    assert [weight().is_heavy for _ in range(3)] == [False, False, True]


def test_other_words_are_not_the_same_text(db, solved):
    for number in range(3):
        assert names(weight(story=f"Câu chuyện thứ {number}", **solved)) == []


def test_sixth_report_of_an_address_in_an_hour_weighs(db, solved):
    found = [weight(story=f"Chuyện {n}", **solved) for n in range(6)]

    assert [names(one) for one in found[4:]] == [[], ["often_from_address"]]
    assert not found[-1].is_heavy


def test_a_repeat_under_its_key_is_weighed_like_the_first_and_counts_once(db):
    first = [weight(story=f"Chuyện {n}") for n in range(5)]
    repeats = [weight(story="Chuyện 4", key=KEY) for _ in range(40)]

    assert names(first[-1]) == ["proof_missing"]
    assert {tuple(names(one)) for one in repeats} == {
        ("proof_missing", "often_from_address")
    }
    assert names(weight(story="Chuyện 7")) == ["proof_missing", "often_from_address"]


def test_address_is_free_again_after_an_hour(db, solved):
    for n in range(6):
        weight(story=f"Chuyện {n}", **solved)

    later = weight(at=NOON + timedelta(hours=1), story="Chuyện khác", **solved)

    assert later == CLEAN


def test_flood_without_proof_is_set_aside(db):
    found = [weight(story=f"Chuyện {n}") for n in range(31)]

    assert names(found[-1]) == ["proof_missing", "flood_from_address"]
    assert [one.is_heavy for one in found[-2:]] == [False, True]


@pytest.mark.parametrize(("links", "signs"), [(3, []), (4, ["many_links"])])
def test_more_than_three_links_weigh(db, solved, links, signs):
    assert names(weight(story="https://thu.example " * links, **solved)) == signs


def test_neither_address_nor_words_are_kept(db):
    weight()

    kept = " ".join(LookupCount.objects.values_list("whom", flat=True))
    assert LookupCount.objects.count() == 4
    assert "203.0.113.7" not in kept
    assert "500.000" not in kept


def test_solution_of_another_form_is_wrong(solved):
    assert judge(solved["challenge"], solved["number"], key=OTHER_KEY) is Proof.WRONG


@pytest.mark.parametrize("number", ["-1", "x", "٣", "9" * 13])
def test_what_is_no_number_is_no_solution(solved, number):
    assert judge(solved["challenge"], number, key=KEY) is Proof.WRONG


def test_challenge_made_by_somebody_else_is_wrong():
    forged = f"{KEY}~1tGpQx~{'A' * 43}"

    assert judge(forged, solve(forged), key=KEY) is Proof.WRONG


@pytest.mark.parametrize(("late", "proof"), [(0, Proof.SOLVED), (1, Proof.EXPIRED)])
def test_challenge_lasts_a_little_over_a_day(late, proof):
    with time_machine.travel(NOON, tick=False) as traveller:
        challenge = challenge_for(KEY)
        number = solve(challenge)
        traveller.shift(LASTS + timedelta(seconds=late))

        assert judge(challenge, number, key=KEY) is proof


@pytest.mark.parametrize(("points", "heavy"), [(HEAVY - 1, False), (HEAVY, True)])
def test_report_is_set_aside_from_a_hundred_points_on(points, heavy):
    assert Weight((Sign("same_text", points),)).is_heavy is heavy
