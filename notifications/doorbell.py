"""Ring for a worker once the transaction has committed.

A task is only a doorbell: what is to be done stands in the database, and a periodic
sweep finds it. So a lost broker costs some seconds, never the request.
"""

from functools import partial
from typing import Any

from django.db import transaction

import structlog
from celery import Task
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def ring(task: "Task[Any, Any]", **arguments: Any) -> None:
    """Start ``task`` after commit; if the broker is away, leave it to the sweep."""
    transaction.on_commit(partial(_ring, task, arguments))


def _ring(task: "Task[Any, Any]", arguments: dict[str, Any]) -> None:
    try:
        task.apply_async(kwargs=arguments, retry=False, ignore_result=True)
    except OperationalError as error:
        log.warning("doorbell_unheard", task=task.name, error=type(error).__name__)
