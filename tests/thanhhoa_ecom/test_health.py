import os
from datetime import UTC, datetime, timedelta

from django.conf import settings as django_settings
from django.core.cache import cache
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from django.utils import timezone

import psycopg
import pytest
import time_machine

from notifications.models import Heartbeat
from notifications.tasks import record_heartbeat
from thanhhoa_ecom.views import health


@pytest.fixture(autouse=True)
def standing_clock():
    """Hold the real clock still, so that seconds at a boundary can be counted."""
    with time_machine.travel(datetime(2024, 11, 29, 9, tzinfo=UTC), tick=False):
        yield


def seen(*, seconds_ago):
    moment = timezone.now() - timedelta(seconds=seconds_ago)
    return Heartbeat.objects.create(name="worker", seen_at=moment)


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"


@pytest.mark.django_db
def test_readyz_says_yes_when_every_part_works(client):
    seen(seconds_ago=60)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "broker": "ok",
        "worker": "ok",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("seconds_ago", [61, 3600])
def test_readyz_says_no_when_the_worker_is_silent(client, seconds_ago):
    seen(seconds_ago=seconds_ago)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["worker"] == "failed: silent"


@pytest.mark.django_db
def test_worker_leaves_a_sign_that_replaces_the_last(client):
    seen(seconds_ago=3600)

    record_heartbeat()

    assert Heartbeat.objects.count() == 1
    assert client.get("/readyz").json()["worker"] == "ok"


@pytest.mark.django_db
def test_readyz_says_no_when_the_broker_is_away(client, settings):
    seen(seconds_ago=0)
    settings.REDIS_URL = "redis://:secret@127.0.0.1:1/0"

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["broker"] == "failed: no answer"
    assert "secret" not in response.text


@pytest.mark.django_db
def test_readyz_says_no_when_the_database_is_away(client, monkeypatch):
    away = {**django_settings.DATABASES["default"], "HOST": "127.0.0.1", "PORT": "1"}
    away["OPTIONS"] = {}
    monkeypatch.setattr(
        health, "connection", ConnectionHandler({"default": away})["default"]
    )

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "failed: no answer"
    assert response.json()["migrations"] == "failed: no answer"


@pytest.mark.django_db
def test_readyz_says_no_while_a_migration_waits(client):
    seen(seconds_ago=0)
    MigrationRecorder.Migration.objects.filter(app="reports").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["migrations"] == "failed: pending"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_pages_only_answer_questions(client, address):
    assert client.post(address).status_code == 405


def test_tests_run_on_postgresql_15_or_newer():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.info.server_version >= 150000


def test_each_test_process_has_a_broker_and_a_folder_of_its_own():
    worker = os.environ.get("PYTEST_XDIST_WORKER")

    assert os.environ["REDIS_URL"] == django_settings.REDIS_URL
    assert os.environ["PRIVATE_ROOT"] == str(django_settings.PRIVATE_ROOT)
    if worker:
        assert django_settings.PRIVATE_ROOT.name == f"private-{worker}"


def test_tests_run_on_a_real_cache():
    cache.set("greeting", "xin chào")

    assert cache.get("greeting") == "xin chào"
