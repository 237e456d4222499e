"""A lost tracking code, found again without telling anybody who has reported.

The page does the same work for every address: it counts the try and writes the address
down. The worker looks for reports later and mails their codes to that address alone,
so neither the answer nor the time it takes says whether there are any.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.lifecycle import ReasonMissing, record_step
from accounts.models import User
from complaints import notices
from complaints.lookup_limit import Limit
from complaints.models import CodeRequest, Complaint
from complaints.tasks import send_codes as send_codes_task
from complaints.timeline import Entry
from complaints.workflow import COMPLAINT
from notifications.doorbell import ring

MOST_CODES = 10
PER_NETWORK = Limit("recovery-network", tries=10, window=timedelta(minutes=15))
PER_CONTACT = Limit("recovery-contact", tries=1, window=timedelta(days=1))


def ask(contact: str, *, network: str, at: datetime) -> datetime | None:
    """Take the wish for the codes of an e-mail address; a phone number is only counted.

    Returns when this network may ask again if it asked too often; then the contact is
    not counted, so that a flood takes nobody's turn. A contact that had its turn within
    a day gets nothing and learns nothing. ``at`` is real time.
    """
    with transaction.atomic():
        until = PER_NETWORK.blocked_until(network, at=at)
        if until is not None:
            return until
        contact = contact.strip().lower()
        is_first = PER_CONTACT.blocked_until(contact, at=at) is None
        if is_first and "@" in contact:
            CodeRequest.objects.create(email=contact, asked_at=at)
            ring(send_codes_task)
    return None


def send_codes() -> None:
    """Answer every request that waits; several workers may do so at once."""
    while _answer_next():
        pass


@transaction.atomic
def tell_code(complaint: Complaint, *, reason: str, by: User, at: datetime) -> None:
    """Note that the code was told again to somebody who knew what the report says.

    The complainant reads that it happened; ``reason`` says what was asked and answered
    and is for officers only.
    """
    if not reason.strip():
        raise ReasonMissing
    locked = COMPLAINT.lock(complaint)
    record_step(locked, verb="tell_code", reason=reason, by=by, at=at)


def told(complaint: Complaint) -> list[Entry]:
    """Return who told a caller the code and what was asked, for officers to read."""
    events = complaint.events.filter(verb="tell_code").exclude(reason="")
    title = _("%(officer)s (%(unit)s) told a caller the tracking code")
    return [
        Entry(
            one.happened_at,
            3,
            title % {"officer": one.by, "unit": one.actor},
            one.reason,
        )
        for one in events.select_related("by")
    ]


@transaction.atomic
def _answer_next() -> bool:
    waiting = CodeRequest.objects.select_for_update(skip_locked=True)
    asked = waiting.order_by("pk").first()
    if asked is None:
        return False
    of_address = Complaint.objects.alias(folded=Lower("email")).filter(
        folded=asked.email
    )
    newest = list(of_address.order_by("-pk")[: MOST_CODES + 1])
    if newest:
        notices.tell_codes(
            newest[:MOST_CODES],
            request=asked.pk,
            has_older=len(newest) > MOST_CODES,
        )
    asked.delete()
    return True
