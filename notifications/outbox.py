"""Telling once: a notice is written in the transaction of its event.

``enqueue`` renders the text at once, so it says what was true when it happened, and
stores one row per (event, receiver, channel, template). Calling it again for the same
event changes nothing.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template
from django.utils import timezone, translation

from notifications.doorbell import ring
from notifications.models import Notice
from notifications.tasks import deliver_due

SUBJECT_LENGTH = 300


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def enqueue(
    template: str,
    *,
    event_key: str,
    recipient: str,
    context: Mapping[str, Any],
    language: str = settings.LANGUAGE_CODE,
    is_urgent: bool = True,
    unsubscribe_url: str = "",
) -> None:
    """Store the notice ``<app>/mail/<name>`` for one e-mail address.

    ``template`` is «complaints/mail/received»; its files end in ``_subject.txt`` and
    ``_body.txt``. Does nothing where ``recipient`` is empty. Must run inside the
    transaction of the event. What is not urgent rings for no worker: the next sweep,
    within some seconds, takes it along. ``unsubscribe_url`` takes the receiver off the
    list with one POST; mail programs offer it as a button.
    """
    if not recipient:
        return
    notice = written(
        template,
        event_key=event_key,
        recipient=recipient,
        context=context,
        language=language,
        unsubscribe_url=unsubscribe_url,
    )
    store([notice], is_urgent=is_urgent)


def written(
    template: str,
    *,
    event_key: str,
    recipient: str,
    context: Mapping[str, Any],
    language: str = settings.LANGUAGE_CODE,
    unsubscribe_url: str = "",
) -> Notice:
    """Return the notice with its text, for who stores several at once."""
    text = rendered(template, context=context, language=language)
    moment = timezone.now()
    return Notice(
        event_key=event_key,
        recipient=recipient,
        template=template,
        subject=text.subject,
        body=text.body,
        unsubscribe_url=unsubscribe_url,
        message_id=f"<{uuid.uuid4()}@portal>",
        created_at=moment,
        next_try_at=moment,
    )


def store(notices: Iterable[Notice], *, is_urgent: bool = True) -> None:
    """Store what was not told yet, in one statement; leave out what has no receiver."""
    told = [notice for notice in notices if notice.recipient]
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    if told and is_urgent:
        ring(deliver_due)


def rendered(
    template: str,
    *,
    context: Mapping[str, Any],
    language: str = settings.LANGUAGE_CODE,
) -> Text:
    """Return what a notice would say, for who looks at it before it is sent."""
    with translation.override(language):
        values = {**context, "origin": settings.PORTAL_ORIGIN}
        subject = _render(f"{template}_subject.txt", values)
        body = _render(f"{template}_body.txt", values)
    return Text(" ".join(subject.split())[:SUBJECT_LENGTH], body.strip() + "\n")


def _render(name: str, values: Mapping[str, Any]) -> str:
    """Render plain text: a mail shows «Lan & Minh», not «Lan &amp; Minh»."""
    template = get_template(name)
    assert isinstance(template, Template)
    return str(template.template.render(Context(dict(values), autoescape=False)))
