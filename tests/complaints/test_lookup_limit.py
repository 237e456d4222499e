from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection
from django.utils import timezone

import pytest

from complaints import tasks
from complaints.lookup_limit import (
    Limit,
    blocked_until,
    count_tries,
    forget_old,
    read_tries,
)
from complaints.models import LookupCount
from tests.complaints.factories import RECEIVED_AT as AT

LIMIT = Limit("thu", tries=3, window=timedelta(minutes=10))


@pytest.mark.django_db
def test_the_try_after_the_last_allowed_is_blocked_until_the_window_ends():
    blocks = [LIMIT.blocked_until("x", at=AT) for _ in range(4)]

    assert blocks == [None, None, None, AT + timedelta(minutes=10)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "is_blocked"),
    [
        (timedelta(minutes=10) - timedelta(seconds=1), True),
        (timedelta(minutes=10), False),
        (timedelta(days=-1), False),
    ],
)
def test_counting_begins_anew_after_the_window(later, is_blocked):
    for _ in range(4):
        LIMIT.blocked_until("x", at=AT)

    block = LIMIT.blocked_until("x", at=AT + later)

    assert (block is not None) is is_blocked


@pytest.mark.django_db
def test_others_are_not_counted_with():
    for _ in range(4):
        LIMIT.blocked_until("x", at=AT)

    assert LIMIT.blocked_until("y", at=AT) is None


@pytest.mark.django_db
def test_table_names_nobody():
    blocked_until(address="203.0.113.7", code="PA-0000-0000-0000", at=AT)

    stored = " ".join(LookupCount.objects.values_list("whom", flat=True))
    assert LookupCount.objects.count() == 2
    assert "203" not in stored.split()
    assert "PA-" not in stored


@pytest.mark.django_db
def test_later_block_of_the_two_is_told():
    for _ in range(61):
        blocked_until(address="a", code="one", at=AT)

    assert blocked_until(address="a", code="one", at=AT) == AT + timedelta(hours=1)
    assert blocked_until(address="a", code="two", at=AT) == AT + timedelta(minutes=15)
    assert blocked_until(address="b", code="two", at=AT) is None


@pytest.mark.django_db
def test_reading_tells_the_same_and_counts_nothing():
    tries = [(LIMIT, "x"), (LIMIT, "y")]
    count_tries(tries, at=AT)
    for _ in range(3):
        count_tries(tries[:1], at=AT)

    read = [read_tries(tries, at=AT) for _ in range(2)]

    assert read == [[AT + LIMIT.window, None]] * 2
    assert read_tries(tries, at=AT + LIMIT.window) == [None, None]
    assert sorted(LookupCount.objects.values_list("count", flat=True)) == [1, 4]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("older", "left"), [(timedelta(0), 1), (timedelta(seconds=1), 0)]
)
def test_counts_are_forgotten_after_a_day(older, left):
    LIMIT.blocked_until("x", at=AT)

    forget_old(at=AT + timedelta(days=1) + older)

    assert LookupCount.objects.count() == left


@pytest.mark.django_db
def test_forgetting_goes_by_real_time():
    LIMIT.blocked_until("x", at=timezone.now() - timedelta(days=1, minutes=1))
    LIMIT.blocked_until("y", at=timezone.now() - timedelta(hours=23))

    tasks.forget_tries()

    assert LookupCount.objects.get().whom == LIMIT.hash_of("y")


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_are_all_counted():
    def attempt(_):
        try:
            return LIMIT.blocked_until("x", at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        blocks = list(pool.map(attempt, range(10)))

    assert sum(block is None for block in blocks) == 3
    assert LookupCount.objects.get().count == 10
