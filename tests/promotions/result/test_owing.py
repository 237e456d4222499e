"""Who reports the result, and the day after which that is late."""

from datetime import date, datetime, timedelta

import pytest

from notifications.models import Notice
from promotions import workflow
from promotions.enums import PromotionForm
from promotions.law.book import LawBook
from promotions.models import Promotion
from promotions.reminding import remind_of_results
from promotions.result import owing
from promotions.tasks import remind_of_results as remind_task
from tests.promotions.factories import HCM, PromotionFactory
from tests.promotions.result.draws import AFTER, DUE, END, INSTANT, draw, sent

pytestmark = pytest.mark.django_db


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=HCM)


def book(day=DUE):
    return LawBook.on(day)


def owed(moment):
    return list(owing.owed(Promotion.objects.all(), at=moment))


def overdue(day):
    return list(owing.overdue(Promotion.objects.all(), at=at(day), book=book(day)))


def due(day):
    return list(owing.due(Promotion.objects.all(), at=at(day), book=book(day)))


@pytest.mark.parametrize("form", PromotionForm)
def test_only_what_is_registered_is_reported(form):
    promotion = PromotionFactory(ended=True, forms=[form])

    reported = form in {PromotionForm.LUCKY_DRAW, PromotionForm.OTHER}
    assert owing.must_report(promotion) == reported
    assert owed(AFTER) == ([promotion] if reported else [])


@pytest.mark.parametrize("state", ["published", "suspended", "ended", "delisted"])
def test_what_was_held_is_reported_also_after_a_removal(state):
    promotion = draw(**{state: True})

    assert owing.must_report(promotion)
    assert owed(AFTER) == [promotion]


def test_what_was_never_announced_is_not_reported():
    assert not owing.must_report(draw(received=True))
    assert owed(AFTER) == []


def test_the_report_begins_with_the_first_moment_after_the_promotion():
    promotion = draw(published=True)

    assert owed(END - INSTANT) == []
    assert not owing.may_begin(promotion, at=END - INSTANT)
    assert owed(END) == [promotion]
    assert owing.may_begin(promotion, at=END)


@pytest.mark.parametrize(("late", "reported"), [(timedelta(), False), (INSTANT, True)])
def test_what_was_stopped_before_it_began_has_no_result(late, reported):
    promotion = draw(closed_at=datetime(2024, 11, 25, tzinfo=HCM) + late)

    assert owing.must_report(promotion) == reported
    assert owed(AFTER) == ([promotion] if reported else [])


def test_prizes_awarded_by_the_first_of_december_are_reported_by_the_15_of_january():
    assert owing.due_on(draw(), book=book()) == DUE


def test_without_a_day_of_awarding_the_last_day_of_the_promotion_counts():
    as_announced = draw(prizes_due_on=None)
    earlier = draw(prizes_due_on=None, closed_at=datetime(2024, 11, 30, 8, tzinfo=HCM))

    assert owing.due_on(as_announced, book=book()) == DUE
    assert owing.due_on(earlier, book=book()) == DUE - timedelta(days=1)


@pytest.mark.parametrize("day", [date(2024, 12, 1), None])
def test_it_is_overdue_on_the_day_after_the_last(day):
    promotion = draw(prizes_due_on=day)

    assert (due(DUE), overdue(DUE)) == ([promotion], [])
    tomorrow = DUE + timedelta(days=1)
    assert (due(tomorrow), overdue(tomorrow)) == ([], [promotion])


def test_it_is_owed_until_it_stands_with_the_division():
    promotion = draw()
    report = sent(promotion)
    assert owed(AFTER) == []

    workflow.return_result(report, by=None, at=AFTER, reason="Thiếu số giải")
    assert owed(AFTER) == [promotion]


def told():
    rows = Notice.objects.filter(recipient="shop@thu.example").order_by("pk")
    return [name.rsplit("/")[-1] for name in rows.values_list("template", flat=True)]


def test_the_merchant_is_reminded_a_week_before_and_once_when_it_is_late(settings):
    promotion = draw()
    week_before = DUE - timedelta(days=7)

    assert remind_of_results(at=at(week_before - timedelta(days=1))) == 0
    assert remind_of_results(at=at(week_before)) == 1
    assert remind_of_results(at=at(DUE)) == 0
    settings.PORTAL_CLOCK = at(DUE + timedelta(days=1)).isoformat()
    remind_task()
    assert remind_of_results(at=at(DUE + timedelta(days=2))) == 0

    assert told() == ["result_due", "result_overdue"]
    assert "15/01/2025" in Notice.objects.earliest("pk").body
    verbs = list(promotion.events.values_list("verb", flat=True))
    assert verbs == ["remind_of_result", "press_for_result"]


def test_what_was_sent_and_sent_back_is_not_called_missing():
    report = sent(draw())
    workflow.return_result(report, by=None, at=AFTER, reason="Thiếu số giải")

    remind_of_results(at=at(DUE + timedelta(days=1)))

    assert "result_overdue" not in told()


@pytest.mark.parametrize(("day", "is_first"), [(30, True), (2, False)])
def test_what_declares_no_awarding_stands_by_its_last_day(day, is_first):
    month = 11 if is_first else 12
    undeclared = draw(prizes_due_on=None, ends_at=END)
    declared = draw(prizes_due_on=date(2024, month, day))

    found = owing.owed_results(Promotion.objects.all(), at=AFTER, at_most=2)

    order = [declared, undeclared] if is_first else [undeclared, declared]
    assert [one.promotion for one in found] == order
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
