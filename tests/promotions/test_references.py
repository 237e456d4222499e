"""Numbers of dossiers: never twice, anew each local year, gaps allowed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from django.db import connection, transaction

import pytest

from promotions.models import ReferenceCounter
from promotions.references import next_reference
from tests.promotions.factories import HCM

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)
WORKERS = 8
EACH = 5


@pytest.mark.django_db
def test_numbers_follow_each_other():
    assert [next_reference(at=AT) for _ in range(3)] == [
        "KM-2024-000001",
        "KM-2024-000002",
        "KM-2024-000003",
    ]


@pytest.mark.django_db
def test_the_year_is_the_local_one():
    new_year_in_hanoi = datetime(2024, 12, 31, 17, tzinfo=UTC)

    assert next_reference(at=AT) == "KM-2024-000001"
    assert next_reference(at=new_year_in_hanoi) == "KM-2025-000001"


@pytest.mark.django_db
def test_a_number_of_a_failed_transaction_goes_to_the_next():
    with transaction.atomic():
        assert next_reference(at=AT) == "KM-2024-000001"
        transaction.set_rollback(True)

    assert next_reference(at=AT) == "KM-2024-000001"


@pytest.mark.django_db(transaction=True)
def test_parallel_starts_never_share_a_number():
    def take(_):
        try:
            return [next_reference(at=AT) for _ in range(EACH)]
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        taken = [number for some in pool.map(take, range(WORKERS)) for number in some]

    assert sorted(taken) == [f"KM-2024-{n:06d}" for n in range(1, WORKERS * EACH + 1)]
    assert ReferenceCounter.objects.get().last_number == WORKERS * EACH
