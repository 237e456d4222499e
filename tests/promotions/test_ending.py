"""What is over ends by itself, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import connection, transaction

import pytest

from promotions import ending
from promotions.ending import end_finished
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.tasks import end_finished as end_finished_task
from promotions.workflow import LIFE
from tests.promotions.factories import HCM, PromotionFactory

pytestmark = pytest.mark.django_db

END = datetime(2024, 12, 2, tzinfo=HCM)
MOMENT = timedelta(microseconds=1)


def states():
    return list(Promotion.objects.order_by("pk").values_list("state", flat=True))


def test_the_end_itself_is_the_first_moment_after_it():
    PromotionFactory(published=True)

    assert end_finished(at=END - MOMENT) == 0
    assert end_finished(at=END) == 1
    assert states() == [PromotionState.ENDED]


def test_ending_leaves_an_event_of_the_portal():
    promotion = PromotionFactory(published=True)

    end_finished(at=END)

    event = promotion.events.get()
    assert (event.verb, event.by, event.actor) == ("end", None, "portal")
    promotion.refresh_from_db()
    assert promotion.closed_at == END


def test_a_second_run_finds_nothing():
    promotion = PromotionFactory(published=True)

    assert (end_finished(at=END), end_finished(at=END)) == (1, 0)
    assert promotion.events.count() == 1


def test_only_published_promotions_end():
    for situation in ("submitted", "received", "suspended", "refused"):
        PromotionFactory(**{situation: True})
    before = states()

    assert end_finished(at=END) == 0
    assert states() == before


def test_more_than_one_batch_ends(monkeypatch):
    monkeypatch.setattr(ending, "BATCH", 2)
    PromotionFactory.create_batch(5, published=True)

    assert end_finished(at=END) == 5


def test_the_task_asks_the_clock_of_the_portal(settings):
    settings.PORTAL_CLOCK = "2024-12-02T09:00+07:00"
    PromotionFactory(published=True)

    end_finished_task()

    assert states() == [PromotionState.ENDED]


def test_the_task_leaves_what_still_runs(settings):
    settings.PORTAL_CLOCK = "2024-12-01T23:00+07:00"
    PromotionFactory(published=True)

    end_finished_task()

    assert states() == [PromotionState.PUBLISHED]


@pytest.mark.django_db(transaction=True)
def test_one_an_officer_is_working_on_is_left_to_the_next_run():
    first, second = PromotionFactory.create_batch(2, published=True)

    def run():
        try:
            return end_finished(at=END)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        LIFE.lock(first)
        assert pool.submit(run).result() == 1

    assert states() == [PromotionState.PUBLISHED, PromotionState.ENDED]
    assert end_finished(at=END) == 1
    assert second.events.count() == 1
