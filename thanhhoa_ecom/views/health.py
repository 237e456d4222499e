"""Whether the portal is alive, and whether it is ready to serve."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import redis

from notifications.models import Heartbeat

LONGEST_SILENCE = timedelta(seconds=60)


@login_not_required
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when every part works and 503 otherwise, with a word for each part.

    The words name no address and no error text: this page is open to everybody.
    """
    words = {name: check() for name, check in CHECKS.items()}
    is_ready = all(word == "ok" for word in words.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": is_ready, **words}, status=status)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "failed: no answer"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "failed: no answer"
    return "failed: pending" if pending else "ok"


def _broker() -> str:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1
        ) as client:
            client.ping()
    except redis.RedisError:
        return "failed: no answer"
    return "ok"


def _worker() -> str:
    """Judge by the sign a worker leaves; real time, whatever the rehearsal clock."""
    since = timezone.now() - LONGEST_SILENCE
    try:
        seen = Heartbeat.objects.filter(seen_at__gte=since).exists()
    except DatabaseError:
        return "failed: no answer"
    return "ok" if seen else "failed: silent"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "broker": _broker,
    "worker": _worker,
}
