"""The verb that notes where a dossier was filed."""

from datetime import date, datetime

import pytest

from accounts.lifecycle import TransitionNotAllowed
from promotions.enums import PromotionState
from promotions.workflow import record_filing
from tests.promotions.factories import HCM, MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 20, 9, tzinfo=HCM)
DAY = date(2024, 11, 19)


def record(promotion, reference="H56-1", by=None):
    return record_filing(promotion, filing_ref=reference, filed_on=DAY, by=by, at=AT)


def test_event_says_in_whose_name_and_what_stood_there_before():
    member = MerchantMemberFactory()
    promotion = PromotionFactory(submitted=True, merchant=member.merchant)

    record(promotion, by=member.user)
    record(promotion, "H56-2", by=member.user)

    first, second = promotion.events.filter(verb="record_filing")
    assert first.actor == member.merchant.name
    assert first.facts["filing_ref_before"] == first.facts["filed_on_before"] == ""
    assert second.facts["filing_ref_before"] == "H56-1"
    assert second.facts["filed_on_before"] == "2024-11-19"
    assert second.from_state == second.to_state == PromotionState.SUBMITTED


def test_same_facts_again_leave_no_event():
    promotion = PromotionFactory(submitted=True)

    record(promotion)
    record(promotion)

    assert promotion.events.filter(verb="record_filing").count() == 1


@pytest.mark.parametrize("state", ["needs_changes", "published", "ended", "refused"])
def test_other_states_refuse(state):
    promotion = PromotionFactory(**{state: True})

    with pytest.raises(TransitionNotAllowed):
        record(promotion)
