import json
import socket
from time import monotonic

from django.conf import settings
from django.db import transaction

import pytest
import redis
from celery import Celery
from structlog.testing import capture_logs

from notifications import doorbell
from notifications.doorbell import ring
from notifications.tasks import deliver_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def heard():
    """Forget that a broker was away."""
    doorbell._broker.away_until = 0.0
    yield
    doorbell._broker.away_until = 0.0


@pytest.fixture
def unheard_task():
    """A task whose broker is a port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Celery("away", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS

    @app.task(name="away.task")
    def nothing():
        pass

    yield nothing
    app.close()


@pytest.fixture
def queue():
    """The tasks that lie at the test's own broker."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete("celery")
        yield lambda: [
            json.loads(message)["headers"]["task"]
            for message in client.lrange("celery", 0, -1)
        ]
        client.delete("celery")


def test_the_bell_rings_after_commit_and_not_before(queue):
    with transaction.atomic():
        ring(deliver_due)
        assert queue() == []

    assert queue() == ["notifications.deliver_due"]


def test_a_rolled_back_transaction_rings_nothing(queue):
    with transaction.atomic():
        ring(deliver_due)
        transaction.set_rollback(True)

    assert queue() == []


def test_a_broker_that_is_away_costs_a_short_moment_and_no_error(unheard_task):
    started = monotonic()

    with capture_logs() as logs:
        ring(unheard_task)

    assert monotonic() - started < 1.5
    assert logs == [
        {
            "event": "doorbell_unheard",
            "log_level": "warning",
            "task": "away.task",
            "error": "OperationalError",
        }
    ]


def test_after_an_unheard_ring_the_next_ones_are_spared(unheard_task, queue):
    with capture_logs() as logs:
        ring(unheard_task)
        ring(unheard_task)
        ring(deliver_due)

    assert len(logs) == 1
    assert queue() == []


def test_after_the_quiet_time_the_bell_rings_again(unheard_task, queue, monkeypatch):
    monkeypatch.setattr(doorbell, "QUIET_SECONDS", 0.0)

    ring(unheard_task)
    ring(deliver_due)

    assert queue() == ["notifications.deliver_due"]


def test_one_transaction_rings_once_for_the_same(queue):
    with transaction.atomic():
        ring(deliver_due)
        with transaction.atomic():
            ring(deliver_due)

    assert len(queue()) == 1


def test_ring_of_a_lost_savepoint_does_not_silence_the_next(queue):
    with transaction.atomic():
        with transaction.atomic():
            ring(deliver_due)
            transaction.set_rollback(True)
        ring(deliver_due)

    assert len(queue()) == 1
