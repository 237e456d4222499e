"""A merchant is told of a report that falls due once, and once when it is overdue."""

from datetime import datetime

import pytest

from notifications.models import Notice
from promotions.reminding import remind_of_results
from tests.promotions.factories import HCM
from tests.promotions.result.draws import draw, sent

pytestmark = pytest.mark.django_db


def at(year, month, day):
    """Nine in the morning; the report of ``draw`` is due by 15/01/2025."""
    return datetime(year, month, day, 9, tzinfo=HCM)


def told(promotion):
    verbs = ("remind_of_result", "press_for_result")
    events = promotion.events.filter(verb__in=verbs).order_by("pk")
    return list(events.values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("moment", "verbs"),
    [
        (at(2025, 1, 7), []),
        (at(2025, 1, 8), ["remind_of_result"]),
        (at(2025, 1, 15), ["remind_of_result"]),
        (at(2025, 1, 16), ["press_for_result"]),
    ],
)
def test_merchant_is_told_a_week_before_and_after_the_last_day(moment, verbs):
    promotion = draw()

    remind_of_results(at=moment)

    assert told(promotion) == verbs


def test_each_is_told_once_however_often_it_is_looked_at():
    promotion = draw()

    for day in (8, 9, 15, 16, 17):
        remind_of_results(at=at(2025, 1, day))

    assert told(promotion) == ["remind_of_result", "press_for_result"]
    mails = Notice.objects.filter(recipient=promotion.merchant.email)
    assert mails.filter(event_key__startswith=f"promotion:{promotion.pk}:").count() == 2


def test_nobody_is_reminded_of_what_was_sent():
    report = sent(draw())

    remind_of_results(at=at(2025, 1, 16))

    assert told(report.promotion) == []
