from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import DatabaseError, connection, transaction

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st
from hypothesis.extra.django import TestCase

from notifications.models import Notice
from promotions import workflow
from promotions.enums import ClaimState
from promotions.models import CodeClaim, LedgerEntry
from promotions.shopping_codes import claiming, ledger, pools
from promotions.shopping_codes.claiming import Availability, NoCode
from tests.accounts.factories import UserFactory
from tests.promotions.factories import HCM, CodePoolFactory

NOW = datetime(2024, 11, 29, 9, tzinfo=HCM)


def claim(pool, email="lan@thu.example", *, key=None, at=NOW):
    return claiming.claim(pool.pk, email=email, key=key or uuid4(), at=at)


def availability_of(pool, at=NOW):
    pool.refresh_from_db()
    return claiming.availability(pool, at=at)


@pytest.mark.django_db
class TestOnePerson:
    def test_gets_a_code_and_a_mail(self):
        pool = CodePoolFactory()

        claimed = claim(pool)

        pool.refresh_from_db()
        assert (claimed.is_new, pool.issued, pool.left) == (True, 1, 9)
        notice = Notice.objects.get()
        assert claimed.claim.code in notice.body
        assert notice.recipient == "lan@thu.example"

    def test_gets_the_same_code_for_the_same_post(self):
        pool, key = CodePoolFactory(), uuid4()

        first, second = (claim(pool, key=key) for _ in range(2))

        assert first.claim.code == second.claim.code
        assert (first.is_new, second.is_new) == (True, True)
        assert CodeClaim.objects.count() == 1

    def test_gets_no_second_code_and_is_not_shown_the_first(self):
        pool = CodePoolFactory()
        claim(pool)

        again = claim(pool, "LAN+2@thu.example")

        assert not again.is_new
        assert CodeClaim.objects.count() == 1
        assert Notice.objects.count() == 2

    def test_gets_a_code_of_every_pool(self):
        assert claim(CodePoolFactory()).is_new
        assert claim(CodePoolFactory()).is_new

    def test_may_claim_again_after_giving_back(self):
        pool = CodePoolFactory()
        claiming.give_back(claim(pool).claim, at=NOW)

        assert claim(pool).is_new

    def test_is_kept_as_a_mark_alone(self):
        claim(CodePoolFactory(), "lan.rieng.tu@thu.example")

        stored = CodeClaim.objects.values().get()
        assert not any("rieng" in str(value) for value in stored.values())


@pytest.mark.django_db
class TestAvailability:
    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            (datetime(2024, 11, 28, 23, 59, 59, tzinfo=HCM), Availability.NOT_OPEN),
            (datetime(2024, 11, 29, tzinfo=HCM), Availability.OPEN),
            (datetime(2024, 12, 1, 11, 59, 59, tzinfo=HCM), Availability.OPEN),
            (datetime(2024, 12, 1, 12, tzinfo=HCM), Availability.CLOSED),
        ],
    )
    def test_follows_the_half_open_time(self, at, expected):
        pool = CodePoolFactory()

        assert claiming.availability(pool, at=at) == expected
        if expected == Availability.OPEN:
            assert claim(pool, at=at).is_new
        else:
            with pytest.raises(NoCode):
                claim(pool, at=at)

    def test_last_code_is_given_and_then_all_are_gone(self):
        pool = CodePoolFactory(quota=2)
        claim(pool, "a@thu.example")
        assert availability_of(pool) == Availability.OPEN
        claim(pool, "b@thu.example")

        assert availability_of(pool) == Availability.GONE
        with pytest.raises(NoCode):
            claim(pool, "c@thu.example")

    def test_returned_code_is_there_for_the_next(self):
        pool = CodePoolFactory(quota=1)
        given = claim(pool, "a@thu.example").claim

        assert claiming.give_back(given, at=NOW)

        assert availability_of(pool) == Availability.OPEN
        assert claim(pool, "b@thu.example").claim.code != given.code

    def test_stopped_pool_and_suspended_promotion_give_no_code(self):
        officer = UserFactory(trade_management=True)
        stopped, held_up = CodePoolFactory(), CodePoolFactory()
        pools.stop(stopped, by=officer, at=NOW, reason="In sai ưu đãi")
        workflow.suspend(held_up.promotion, by=officer, at=NOW, reason="Sai giá")
        held_up.promotion.refresh_from_db()

        for pool in (stopped, held_up):
            assert availability_of(pool) == Availability.STOPPED
            with pytest.raises(NoCode):
                claim(pool)


@pytest.mark.django_db
def test_used_or_returned_code_is_not_given_back_again():
    given = claim(CodePoolFactory()).claim

    assert claiming.give_back(given, at=NOW)
    assert not claiming.give_back(given, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "is_taken"), [(-1, True), (0, False)])
def test_code_is_given_back_until_its_end(seconds, is_taken):
    pool = CodePoolFactory()
    given = claim(pool).claim
    at = pool.expires_at + timedelta(seconds=seconds)

    assert claiming.give_back(given, at=at) is is_taken


@pytest.mark.django_db
def test_lost_codes_are_sent_again_and_nobody_learns_whether_there_are_any():
    claim(CodePoolFactory())
    claim(CodePoolFactory())

    assert claiming.send_again("lan@thu.example", at=NOW + timedelta(hours=2)) == 2
    assert claiming.send_again("khac@thu.example", at=NOW) == 0
    assert Notice.objects.count() == 4


@pytest.mark.django_db
def test_ledger_is_a_chain_that_shows_a_changed_line():
    pool = CodePoolFactory()
    given = [claim(pool, f"{n}@thu.example").claim for n in range(3)]
    claiming.give_back(given[1], at=NOW)
    pool.refresh_from_db()
    assert ledger.audit(pool).is_sound
    assert (ledger.audit(pool).lines, ledger.audit(pool).issued) == (4, 2)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE promotions_ledgerentry SET kind = 'redeemed' WHERE sequence = 2"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert "line 2" in ledger.audit(pool).problems[0]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_line_of_the_ledger_is_never_changed(change):
    claim(CodePoolFactory())
    lines = LedgerEntry.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(kind="returned") if change == "update" else lines._raw_delete(
            lines.db
        )


@pytest.mark.django_db
def test_database_itself_refuses_one_code_too_many():
    pool = CodePoolFactory(quota=3)
    pool.issued = 4

    with pytest.raises(DatabaseError), transaction.atomic():
        pool.save()


class ConservationTest(TestCase):
    """Whatever is claimed and given back: quota = issued + left, and the chain holds."""

    @hypothesis_settings(max_examples=25)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=25))
    def test_quota_is_issued_and_left(self, steps):
        pool = CodePoolFactory(quota=3)
        for is_claim, person in steps:
            pool.refresh_from_db()
            if is_claim:
                try:
                    claim(pool, f"{person}@thu.example")
                except NoCode:
                    assert pool.left == 0
            else:
                held = pool.claims.filter(status=ClaimState.HELD).order_by("pk")
                for mine in held[person : person + 1]:
                    claiming.give_back(mine, at=NOW)
        pool.refresh_from_db()
        held = pool.claims.exclude(status=ClaimState.RETURNED).count()
        assert pool.issued == held
        assert pool.quota == pool.issued + pool.left
        assert ledger.audit(pool).is_sound


@pytest.mark.django_db(transaction=True)
def test_500_parallel_claims_never_give_one_code_too_many():
    pool = CodePoolFactory(quota=100)

    def try_one(number):
        try:
            return claim(pool, f"{number}@thu.example").is_new
        except NoCode:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        outcomes = list(threads.map(try_one, range(500)))

    pool.refresh_from_db()
    assert sum(outcomes) == 100 == pool.issued == pool.claims.count()
    assert len(set(pool.claims.values_list("code", flat=True))) == 100
    assert ledger.audit(pool).is_sound


@pytest.mark.django_db(transaction=True)
def test_one_person_at_once_on_many_phones_gets_one_code():
    pool = CodePoolFactory(quota=100)

    def try_one(_number):
        try:
            return claim(pool).is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(try_one, range(16)))

    pool.refresh_from_db()
    assert (sum(outcomes), pool.issued) == (1, 1)
