"""Telling once: a notice is written in the transaction of its event.

``enqueue`` renders the text at once, so it says what was true when it happened, and
stores one row per (event, receiver, channel, template). Calling it again for the same
event changes nothing.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from notifications.doorbell import ring
from notifications.models import Notice
from notifications.tasks import deliver_due


def enqueue(
    template: str,
    *,
    event_key: str,
    recipient: str,
    context: Mapping[str, Any],
    language: str = settings.LANGUAGE_CODE,
) -> None:
    """Store the notice ``<app>/mail/<name>`` for one e-mail address.

    ``template`` is «complaints/mail/received»; its files end in ``_subject.txt`` and
    ``_body.txt``. Does nothing where ``recipient`` is empty. Must run inside the
    transaction of the event.
    """
    if not recipient:
        return
    with translation.override(language):
        values = {**context, "origin": settings.PORTAL_ORIGIN}
        subject = render_to_string(f"{template}_subject.txt", values)
        body = render_to_string(f"{template}_body.txt", values)
    moment = timezone.now()
    Notice.objects.bulk_create(
        [
            Notice(
                event_key=event_key,
                recipient=recipient,
                template=template,
                subject=" ".join(subject.split()),
                body=body.strip() + "\n",
                message_id=f"<{uuid.uuid4()}@portal>",
                created_at=moment,
                next_try_at=moment,
            )
        ],
        ignore_conflicts=True,
    )
    ring(deliver_due)
