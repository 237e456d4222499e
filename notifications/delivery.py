"""How notices leave: each once, as soon as the mail server takes it.

Several deliverers may run at once: a row is taken with ``SKIP LOCKED`` and sent in a
transaction of its own, so no other deliverer sees it until it is marked. Should a
process die between the server's yes and the mark, the notice leaves again with the
same Message-ID, by which mail systems know it for a repeat.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

import structlog

from accounts.models import User
from notifications import tasks
from notifications.doorbell import ring
from notifications.enums import NoticeState
from notifications.models import Notice, NoticeQuerySet
from notifications.smtp_errors import Failure, failure_of

log = structlog.get_logger(__name__)
chance = SystemRandom()

BATCH_SIZE = 50
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=30)
JITTER = 0.2
MAX_TRIES = 150
"""About three days with the waits above: a mail server may be down for a weekend."""


def deliver_due(*, at: datetime) -> int:
    """Send every notice that is due at ``at``; return how many left.

    One connection serves a batch. Where the server itself is away, the run ends after
    the first notice that met it; the others stay due for the next run.
    """
    sent_count = 0
    while Notice.objects.due(at=at).exists():
        with _connection() as connection:
            for _turn in range(BATCH_SIZE):
                outcome = _deliver_next(connection, at=at)
                if outcome is None or _is_server_away(outcome):
                    return sent_count
                sent_count += outcome is True
    return sent_count


def resend(notices: NoticeQuerySet, *, by: User, at: datetime) -> int:
    """Queue what was given up or still waits anew, to be tried at once.

    What was sent is left alone: each notice reaches its receiver once. Returns how
    many notices will be tried.
    """
    unsent = notices.exclude(state=NoticeState.SENT)
    count = unsent.update(
        state=NoticeState.QUEUED, attempt_count=0, next_try_at=at, last_error=""
    )
    log.info("notices_requeued", count=count, by=by.pk)
    ring(tasks.deliver_due)
    return count


def wait_after(attempt_count: int, *, jitter: float) -> timedelta:
    """Return how long to wait after so many tries; ``jitter`` lies in −1 … 1.

    The wait doubles from half a minute to half an hour. The jitter of up to a fifth
    keeps notices that failed together from coming back together.
    """
    doublings = min(attempt_count - 1, 10)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return wait * (1 + JITTER * jitter)


def _deliver_next(
    connection: BaseEmailBackend, *, at: datetime
) -> Failure | bool | None:
    """Try one notice: True if it left, its failure if not, None if none is due."""
    with transaction.atomic():
        notice = Notice.objects.due(at=at).select_for_update(skip_locked=True).first()
        if notice is None:
            return None
        try:
            connection.open()
            _message(notice, connection).send()
        except Exception as error:  # a poisoned notice must not stop the others
            failure = failure_of(error)
            _record_failure(notice, failure, at=at)
            return failure
        _record_success(notice)
    return True


def _message(notice: Notice, connection: BaseEmailBackend) -> EmailMessage:
    headers = {"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"}
    if notice.unsubscribe_url:  # RFC 8058: one click, no page to be opened
        headers["List-Unsubscribe"] = f"<{notice.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        subject=notice.subject,
        body=notice.body,
        to=[notice.recipient],
        headers=headers,
        connection=connection,
    )


def _record_success(notice: Notice) -> None:
    """Mark it sent; the text of a log-in mail holds a key and is not kept."""
    Notice.objects.filter(pk=notice.pk).update(
        state=NoticeState.SENT,
        sent_at=timezone.now(),
        attempt_count=notice.attempt_count + 1,
        last_error="",
        body="" if notice.is_secret else notice.body,
    )


def _record_failure(notice: Notice, failure: Failure, *, at: datetime) -> None:
    attempt_count = notice.attempt_count + 1
    is_lost = failure.is_final or attempt_count >= MAX_TRIES
    wait = wait_after(attempt_count, jitter=chance.uniform(-1, 1))
    Notice.objects.filter(pk=notice.pk).update(
        state=NoticeState.GIVEN_UP if is_lost else NoticeState.QUEUED,
        attempt_count=attempt_count,
        next_try_at=at if is_lost else at + wait,
        last_error=failure.reason[:500],
    )
    write = log.error if is_lost else log.warning
    write(
        "notice_given_up" if is_lost else "notice_postponed",
        notice=notice.pk,
        template=notice.template,
        tries=attempt_count,
        error=failure.kind,
        code=failure.code,
    )


def _is_server_away(outcome: Failure | bool) -> bool:
    return isinstance(outcome, Failure) and outcome.is_of_server


@contextmanager
def _connection() -> Iterator[BaseEmailBackend]:
    """Yield one connection for a batch; the first notice opens it."""
    connection = get_connection()
    try:
        yield connection
    finally:
        connection.close()
