"""Two at once: one wins, the other reads how it stands, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from django.db import connection

import pytest

from accounts.lifecycle import TransitionNotAllowed
from notifications.models import Notice
from promotions import workflow
from promotions.amending import AmendmentImpossible, start_amendment
from tests.accounts.factories import UserFactory
from tests.promotions.amendments import announced, proposed, sent, with_price
from tests.promotions.factories import HCM, MerchantMemberFactory, PromotionFactory

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)
WHY = "Ảnh chụp giá niêm yết bị mờ"


def race(*acts):
    """Run each act in a thread of its own at once; return what came of each."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except TransitionNotAllowed as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_is_told():
    promotion = PromotionFactory(received=True)
    officers = UserFactory.create_batch(2, trade_management=True)

    outcomes = race(
        lambda: workflow.publish(promotion, by=officers[0], at=AT),
        lambda: workflow.refuse(promotion, by=officers[1], at=AT, reason=WHY),
    )

    lost = [one for one in outcomes if isinstance(one, TransitionNotAllowed)]
    assert len(lost) == 1
    event = promotion.events.get()
    promotion.refresh_from_db()
    assert promotion.state == event.to_state == lost[0].from_state
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_click_twice_leaves_one_event():
    promotion = PromotionFactory(declared=True, merchant__email="shop@thu.example")

    race(*[lambda: workflow.submit(promotion, by=None, at=AT)] * 4)

    assert promotion.events.count() == 1
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_accept_one_amendment_at_once_and_it_is_put_in_place_once():
    promotion = announced()
    amendment = sent(with_price(proposed(promotion), 60_000))
    officers = UserFactory.create_batch(2, trade_management=True)

    outcomes = race(
        *[
            lambda officer=officer: workflow.accept_amendment(
                amendment, by=officer, at=AT
            )
            for officer in officers
        ]
    )

    lost = [one for one in outcomes if isinstance(one, TransitionNotAllowed)]
    assert len(lost) == 1
    assert lost[0].from_state == "accepted"
    assert promotion.items.get().price_now_vnd == 60_000
    assert amendment.proposal.items.get().price_now_vnd == 70_000
    assert promotion.events.filter(verb="accept_amendment").count() == 1


@pytest.mark.django_db(transaction=True)
def test_ending_and_accepting_at_once_never_change_what_is_over():
    promotion = announced()
    amendment = sent(with_price(proposed(promotion), 60_000))

    outcomes = race(
        lambda: workflow.end(promotion, by=None, at=AT),
        lambda: accept_or_say(amendment),
    )

    promotion.refresh_from_db()
    assert promotion.state == "ended"
    price = promotion.items.get().price_now_vnd
    assert price == (70_000 if "over" in outcomes else 60_000)


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_open_one_proposal():
    promotion = announced()
    people = [MerchantMemberFactory(merchant=promotion.merchant).user for _ in "ab"]

    outcomes = race(
        *[
            lambda user=user: start_amendment(promotion, by=user, at=AT)
            for user in people
        ]
    )

    assert len({amendment.pk for amendment in outcomes}) == 1


def accept_or_say(amendment):
    try:
        return workflow.accept_amendment(amendment, by=None, at=AT)
    except AmendmentImpossible:
        return "over"
