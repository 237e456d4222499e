"""Ring for a worker once the transaction has committed.

A task is only a doorbell: what is to be done stands in the database, and a periodic
sweep finds it. So a lost broker costs a request one short try, never the request, and
the tries that follow within seconds are spared. One transaction rings once for the
same thing, however many notices it writes.
"""

from functools import partial
from time import monotonic
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction

import structlog
from celery import Task
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

QUIET_SECONDS = 10.0
_broker = SimpleNamespace(away_until=0.0)


def ring(task: "Task[Any, Any]", **arguments: Any) -> None:
    """Start ``task`` after commit; if the broker is away, leave it to the sweep."""
    if not _will_ring(task, arguments):
        transaction.on_commit(partial(_ring, task, arguments))


def _will_ring(task: "Task[Any, Any]", arguments: dict[str, Any]) -> bool:
    """Whether this transaction rings for the same already.

    A ring of an inner savepoint counts only inside it: it would be forgotten if that
    savepoint were rolled back.
    """
    alive = set(connection.savepoint_ids)
    return any(
        isinstance(pending, partial)
        and pending.func is _ring
        and pending.args == (task, arguments)
        and savepoints <= alive
        for savepoints, pending, *_ in connection.run_on_commit
    )


def _ring(task: "Task[Any, Any]", arguments: dict[str, Any]) -> None:
    if monotonic() < _broker.away_until:
        return
    try:
        task.apply_async(kwargs=arguments, retry=False, ignore_result=True)
    except OperationalError as error:
        _broker.away_until = monotonic() + QUIET_SECONDS
        log.warning("doorbell_unheard", task=task.name, error=type(error).__name__)
