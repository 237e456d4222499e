import os

from django.core.cache import cache

import psycopg


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"


def test_tests_run_on_postgresql_15_or_newer():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.info.server_version >= 150000


def test_tests_run_on_a_real_cache():
    cache.set("greeting", "xin chào")

    assert cache.get("greeting") == "xin chào"
