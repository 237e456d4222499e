"""Who is told of which step, once for each event."""

from datetime import datetime

import pytest

from notifications.models import Notice
from promotions import workflow
from tests.accounts.factories import UnitFactory
from tests.promotions.factories import (
    HCM,
    MerchantMemberFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)
WHY = "Ảnh chụp giá niêm yết bị mờ"


def notices():
    """Return who is told with what, without the folder of the templates."""
    rows = Notice.objects.order_by("pk").values_list("recipient", "template")
    return {(to, template.removeprefix("promotions/mail/")) for to, template in rows}


def test_submitting_tells_the_merchant_its_people_and_the_division():
    UnitFactory(trade_management=True, email="qltm@thu.example")
    promotion = PromotionFactory(declared=True, merchant__email="Shop@Thu.example")
    MerchantMemberFactory(merchant=promotion.merchant, user__email="chu@thu.example")
    MerchantMemberFactory(merchant=promotion.merchant, user__email="SHOP@thu.example")
    MerchantMemberFactory(merchant=promotion.merchant, user__dismissed=True)
    MerchantMemberFactory(user__email="nguoi-la@thu.example")

    workflow.submit(promotion, by=None, at=AT)

    assert notices() == {
        ("shop@thu.example", "submitted"),
        ("chu@thu.example", "submitted"),
        ("qltm@thu.example", "to_review"),
    }


@pytest.mark.parametrize(
    ("verb", "situation", "template"),
    [
        (workflow.ask_for_changes, "submitted", "changes_asked"),
        (workflow.receive, "submitted", "received"),
        (workflow.publish, "received", "published"),
        (workflow.refuse, "submitted", "refused"),
        (workflow.suspend, "published", "suspended"),
        (workflow.resume, "suspended", "resumed"),
    ],
)
def test_the_merchant_is_told_of_each_step_with_its_reason(verb, situation, template):
    promotion = PromotionFactory(
        **{situation: True}, merchant__email="shop@thu.example", name="Nem & <chua>"
    )
    silent = {workflow.receive, workflow.publish}
    options = {} if verb in silent else {"reason": WHY}

    verb(promotion, by=None, at=AT, **options)

    assert notices() == {("shop@thu.example", template)}
    notice = Notice.objects.get()
    assert promotion.reference in notice.subject
    assert "Nem & <chua>" in notice.body
    assert (WHY in notice.body) == ("reason" in options)


def test_withdrawing_a_draft_tells_nobody_and_a_submitted_one_the_division():
    UnitFactory(trade_management=True, email="qltm@thu.example")

    workflow.withdraw(PromotionFactory(), by=None, at=AT)
    assert notices() == set()

    promotion = PromotionFactory(submitted=True, merchant__email="shop@thu.example")
    workflow.withdraw(promotion, by=None, at=AT)
    assert notices() == {
        ("shop@thu.example", "withdrawn"),
        ("qltm@thu.example", "withdrawn_for_division"),
    }


def test_a_second_submission_is_told_again():
    promotion = PromotionFactory(declared=True, merchant__email="shop@thu.example")

    promotion = workflow.submit(promotion, by=None, at=AT)
    promotion = workflow.ask_for_changes(promotion, by=None, at=AT, reason=WHY)
    workflow.submit(promotion, by=None, at=AT)

    assert Notice.objects.filter(template="promotions/mail/submitted").count() == 2
