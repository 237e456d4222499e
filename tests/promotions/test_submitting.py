from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection

import pytest

from accounts.once import ContentConflict
from promotions.dossier import DossierClosed
from promotions.drafting import save_facts
from promotions.enums import PromotionState
from promotions.submitting import ChangedMeanwhile, declare_and_submit
from promotions.workflow import LawRefuses, ask_for_changes
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def dossier(**facts):
    membership = MerchantMemberFactory()
    promotion = PromotionFactory(
        declared=True, merchant=membership.merchant, is_declared_true=False, **facts
    )
    promotion.refresh_from_db()
    return promotion, membership.user


def submit(promotion, user, *, key=None, saved=None):
    promotion.refresh_from_db()
    return declare_and_submit(
        promotion,
        key=key or uuid4(),
        saved=saved or promotion.saved_at.isoformat(),
        by=user,
        at=NOW,
    )


def test_submission_declares_and_hands_in():
    promotion, user = dossier()

    receipt = submit(promotion, user)

    promotion.refresh_from_db()
    assert (receipt.reference, receipt.is_repeat) == (promotion.reference, False)
    assert promotion.state == PromotionState.SUBMITTED
    assert promotion.is_declared_true is True


def test_repeat_gets_the_first_receipt():
    promotion, user = dossier()
    saved, key = promotion.saved_at.isoformat(), uuid4()
    submit(promotion, user, key=key, saved=saved)

    again = submit(promotion, user, key=key, saved=saved)

    assert again.is_repeat is True
    assert promotion.events.filter(verb="submit").count() == 1


@pytest.mark.django_db(transaction=True)
def test_clicks_at_once_are_one_submission():
    promotion, user = dossier()
    saved, key = promotion.saved_at.isoformat(), uuid4()

    def click(_):
        try:
            return declare_and_submit(promotion, key=key, saved=saved, by=user, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(click, range(8)))

    assert sorted(receipt.is_repeat for receipt in receipts) == [False] + [True] * 7
    assert {receipt.reference for receipt in receipts} == {promotion.reference}
    assert promotion.events.filter(verb="submit").count() == 1


def test_nobody_declares_what_was_changed_meanwhile():
    promotion, user = dossier()
    seen = promotion.saved_at.isoformat()
    save_facts(promotion, {"name": "Tên khác"}, at=NOW - timedelta(minutes=1))

    with pytest.raises(ChangedMeanwhile):
        submit(promotion, user, saved=seen)

    promotion.refresh_from_db()
    assert (promotion.state, promotion.is_declared_true) == (
        PromotionState.DRAFT,
        False,
    )


def test_what_the_law_refuses_is_neither_declared_nor_sent():
    promotion, user = dossier(
        starts_at=NOW, item__discount_percent=Decimal(62), item__price_now_vnd=38_000
    )

    with pytest.raises(LawRefuses):
        submit(promotion, user)

    promotion.refresh_from_db()
    assert (promotion.state, promotion.is_declared_true) == (
        PromotionState.DRAFT,
        False,
    )
    assert promotion.events.count() == 0


def test_closed_dossier_is_not_sent_again():
    promotion, user = dossier()
    submit(promotion, user)

    with pytest.raises(DossierClosed):
        submit(promotion, user)


def test_key_of_the_first_round_does_not_send_the_second():
    promotion, user = dossier()
    key = uuid4()
    submit(promotion, user, key=key)
    officer = UserFactory(trade_management=True)
    ask_for_changes(promotion, by=officer, at=NOW, reason="Sửa giá trước.")

    with pytest.raises(ContentConflict):
        submit(promotion, user, key=key)

    promotion.refresh_from_db()
    assert promotion.state == PromotionState.NEEDS_CHANGES
    assert submit(promotion, user).is_repeat is False
