from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection

import pytest

from promotions import workflow
from promotions.shopping_codes import claiming, codes, ledger
from promotions.shopping_codes.redeeming import Verdict, look, redeem
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    HCM,
    CodePoolFactory,
    MerchantFactory,
    PromotionFactory,
)

NOW = datetime(2024, 11, 29, 9, tzinfo=HCM)


def held(pool, email="lan@thu.example"):
    return claiming.claim(pool.pk, email=email, key=uuid4(), at=NOW).claim


def at_till(text, merchant, *, key=None, at=NOW):
    by = UserFactory()
    return redeem(text, merchant=merchant, by=by, key=key or uuid4(), at=at).verdict


@pytest.mark.django_db
class TestTill:
    def test_code_is_redeemed_once_and_the_second_time_says_when(self):
        pool = CodePoolFactory()
        merchant, claim = pool.promotion.merchant, held(pool)

        assert at_till(claim.code, merchant) == Verdict.DONE
        second = redeem(
            claim.code, merchant=merchant, by=UserFactory(), key=uuid4(), at=NOW
        )

        assert second.verdict == Verdict.USED
        assert (second.claim.ended_at, second.claim.redeemed_for) == (NOW, merchant)
        pool.refresh_from_db()
        assert (pool.redeemed, pool.issued) == (1, 1)
        assert ledger.audit(pool).is_sound

    def test_same_post_twice_is_done_twice(self):
        pool, key = CodePoolFactory(), uuid4()
        claim, merchant = held(pool), pool.promotion.merchant

        answers = [at_till(claim.code, merchant, key=key) for _ in range(2)]

        assert answers == [Verdict.DONE, Verdict.DONE]

    def test_looking_changes_nothing(self):
        pool = CodePoolFactory()
        claim = held(pool)

        for _ in range(2):
            answer = look(claim.code, merchant=pool.promotion.merchant, at=NOW)
            assert answer.verdict == Verdict.VALID

    @pytest.mark.parametrize("written", ["lower", "spaces", "qr"])
    def test_code_is_understood_as_people_give_it(self, written):
        pool = CodePoolFactory()
        code = held(pool).code
        text = {
            "lower": code.lower(),
            "spaces": code.replace("-", " "),
            "qr": codes.till_text(code, pool.expires_at),
        }[written]

        assert at_till(text, pool.promotion.merchant) == Verdict.DONE

    def test_unknown_code_is_unknown(self):
        assert at_till(codes.new_code(), MerchantFactory()) == Verdict.UNKNOWN
        assert at_till("xin chào", MerchantFactory()) == Verdict.UNKNOWN

    def test_another_merchant_is_told_nothing_more(self):
        pool = CodePoolFactory()
        claim = held(pool)
        at_till(claim.code, pool.promotion.merchant)

        assert at_till(claim.code, MerchantFactory()) == Verdict.NOT_YOURS

    def test_returned_code_is_not_valid(self):
        pool = CodePoolFactory()
        claim = held(pool)
        claiming.give_back(claim, at=NOW)

        assert at_till(claim.code, pool.promotion.merchant) == Verdict.RETURNED

    @pytest.mark.parametrize(
        ("seconds", "verdict"), [(-1, Verdict.DONE), (0, Verdict.TOO_LATE)]
    )
    def test_end_is_half_open(self, seconds, verdict):
        pool = CodePoolFactory()
        claim = held(pool)
        at = pool.expires_at + timedelta(seconds=seconds)

        assert at_till(claim.code, pool.promotion.merchant, at=at) == verdict

    def test_suspended_promotion_redeems_nothing(self):
        pool = CodePoolFactory()
        claim = held(pool)
        officer = UserFactory(trade_management=True)
        workflow.suspend(pool.promotion, by=officer, at=NOW, reason="Sai giá")

        assert at_till(claim.code, pool.promotion.merchant) == Verdict.NOT_VALID

    def test_provincial_code_is_for_who_takes_part_now(self):
        claim = held(CodePoolFactory(provincial=True))
        taking_part = PromotionFactory(published=True).merchant

        assert at_till(claim.code, MerchantFactory()) == Verdict.NOT_YOURS
        assert at_till(claim.code, taking_part) == Verdict.DONE


@pytest.mark.django_db(transaction=True)
def test_of_many_tills_at_once_one_is_first():
    pool = CodePoolFactory()
    claim, merchant, by = held(pool), pool.promotion.merchant, UserFactory()

    def try_one(_number):
        try:
            answer = redeem(claim.code, merchant=merchant, by=by, key=uuid4(), at=NOW)
            return answer.verdict
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        verdicts = list(threads.map(try_one, range(16)))

    assert sorted(verdicts) == [Verdict.DONE] + [Verdict.USED] * 15
    pool.refresh_from_db()
    assert pool.redeemed == 1
    assert ledger.audit(pool).is_sound
