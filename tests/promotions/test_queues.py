"""What stands in which queue, on both sides of the midnight that ends a term."""

from datetime import date, datetime

import pytest

from promotions.enums import PromotionForm, Queue
from promotions.models import LegalFact, Promotion
from promotions.queues import (
    book_of,
    conditions,
    count_queues,
    due_on,
    working_days_late,
)
from tests.accounts.factories import UserFactory
from tests.promotions.factories import HCM, AppealFactory, PromotionFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2024, 11, 18, 10, tzinfo=HCM)
FRIDAY = datetime(2024, 11, 22, 16, tzinfo=HCM)


def at(day, hour=0, minute=0):
    return datetime(2024, 11, day, hour, minute, tzinfo=HCM)


def counts(moment, user=None):
    queues = conditions(user or UserFactory(), book=book_of(moment))
    return count_queues(Promotion.objects.all(), queues)


def queue_of(moment):
    """Return the queues of time that the one dossier stands in."""
    timed = (Queue.DUE_SOON, Queue.DUE_TODAY, Queue.OVERDUE)
    found = counts(moment)
    return [queue.name for queue in timed if found[queue]]


@pytest.mark.parametrize(
    ("submitted_at", "moment", "queues"),
    [
        (MONDAY, at(18, 23, 59), ["DUE_SOON"]),
        (MONDAY, at(19, 23, 59), ["DUE_SOON"]),
        (MONDAY, at(20), ["DUE_TODAY"]),
        (MONDAY, at(20, 23, 59), ["DUE_TODAY"]),
        (MONDAY, at(21), ["OVERDUE"]),
        (FRIDAY, at(24, 12), ["DUE_SOON"]),
        (FRIDAY, at(26, 23, 59), ["DUE_TODAY"]),
        (FRIDAY, at(27), ["OVERDUE"]),
    ],
)
def test_a_dossier_passes_from_soon_to_today_to_overdue(submitted_at, moment, queues):
    PromotionFactory(submitted=True, submitted_at=submitted_at)

    assert queue_of(moment) == queues


def test_what_is_due_later_stands_in_no_queue_of_time():
    forms = [PromotionForm.LUCKY_DRAW]
    PromotionFactory(submitted=True, submitted_at=MONDAY, forms=forms)

    assert queue_of(at(20, 23, 59)) == []
    assert queue_of(at(21)) == ["DUE_SOON"]


def test_the_queues_follow_the_term_that_the_division_sets():
    PromotionFactory(submitted=True, submitted_at=MONDAY)
    LegalFact.objects.filter(code="review_working_days").update(value=1)

    assert queue_of(at(19)) == ["DUE_TODAY"]


def test_each_queue_holds_its_own():
    officer = UserFactory(trade_management=True)
    colleague = UserFactory(trade_management=True)
    PromotionFactory(submitted=True)
    PromotionFactory(received=True, assigned_to=officer, assigned_at=MONDAY)
    PromotionFactory(needs_changes=True, assigned_to=officer, assigned_at=MONDAY)
    PromotionFactory(submitted=True, assigned_to=colleague, assigned_at=MONDAY)
    PromotionFactory(published=True, assigned_to=officer, assigned_at=MONDAY)
    PromotionFactory(refused=True)

    found = counts(at(18, 23), officer)

    assert found[Queue.TO_DO] == 3
    assert found[Queue.MINE] == 2
    assert found[Queue.UNASSIGNED] == 1
    assert found[Queue.MERCHANT] == 1
    assert found[Queue.OVERDUE] == 0


def test_a_request_for_review_stands_in_its_queue_until_it_is_decided():
    appeal = AppealFactory()
    assert counts(at(30))[Queue.APPEALS] == 1

    appeal.outcome, appeal.answer = "upheld", "Giữ nguyên"
    appeal.decided_by, appeal.decided_at = UserFactory(), at(30)
    appeal.save()
    assert counts(at(30))[Queue.APPEALS] == 0


@pytest.mark.parametrize("number", [1, 4])
def test_all_queues_are_counted_by_two_queries(number, django_assert_num_queries):
    PromotionFactory.create_batch(number, submitted=True)
    queues = conditions(UserFactory(), book=book_of(at(18)))

    with django_assert_num_queries(2):
        found = count_queues(Promotion.objects.all(), queues)

    assert found[Queue.TO_DO] == number


@pytest.mark.parametrize(
    ("situation", "forms", "day"),
    [
        ("submitted", [PromotionForm.DISCOUNT], date(2024, 11, 20)),
        ("submitted", [PromotionForm.OTHER], date(2024, 11, 25)),
        ("received", [PromotionForm.DISCOUNT], None),
        ("needs_changes", [PromotionForm.DISCOUNT], None),
    ],
)
def test_only_what_is_submitted_has_a_last_day(situation, forms, day):
    promotion = PromotionFactory(**{situation: True}, submitted_at=MONDAY, forms=forms)

    assert due_on(promotion, book=book_of(MONDAY)) == day


@pytest.mark.parametrize(
    ("due", "today", "days"),
    [
        (date(2024, 11, 20), date(2024, 11, 20), 0),
        (date(2024, 11, 20), date(2024, 11, 21), 1),
        (date(2024, 11, 22), date(2024, 11, 24), 0),
        (date(2024, 11, 22), date(2024, 11, 25), 1),
        (date(2024, 11, 20), date(2030, 1, 1), 99),
    ],
)
def test_lateness_is_counted_in_working_days(due, today, days):
    assert working_days_late(due, on=today) == days
