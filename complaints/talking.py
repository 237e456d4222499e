"""What units and the complainant write to each other, and what units note for themselves.

A message is frozen when it is sent, and only messages (with answers and outcomes) are
mailed; a note never is. A question stops the clock of the unit that asks until the
complainant has replied.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed, record_step
from accounts.models import User
from accounts.once import Receipt, submit_once
from complaints import notices, pauses
from complaints.enums import MessageKind
from complaints.models import Complaint, Message, Note, Referral
from complaints.refusals import AnswerNotAsked, NobodyToAsk, TooManyMessages
from complaints.retention.refusals import AlreadyBuried
from complaints.waiting import go_on_after_reply
from complaints.workflow import COMPLAINT, REFERRAL

PURPOSE = "complaint-message"
MOST_UNANSWERED = 10


@transaction.atomic
def ask(referral: Referral, *, text: str, by: User | None, at: datetime) -> Message:
    """Ask the complainant a question; the clock of the unit stands still meanwhile.

    A term that has run out already goes on being late: a question mends nothing.
    """
    complaint = COMPLAINT.lock(referral.complaint)
    part = REFERRAL.lock(referral)
    if not part.is_asked or part.due_at is None:
        raise AnswerNotAsked
    if not part.is_open:
        raise TransitionNotAllowed(part, part.state, part.state)
    if complaint.is_anonymous:
        raise NobodyToAsk
    message = _send(complaint, part, MessageKind.QUESTION, text, by=by, at=at)
    if not part.is_paused and at < part.due_at:
        pauses.begin(part, complaint, reason=message.text, at=at)
        record_step(part, verb="wait_for_reply", by=by, at=at)
    return message


@transaction.atomic
def inform(referral: Referral, *, text: str, by: User | None, at: datetime) -> Message:
    """Write to the complainant without asking anything, also after closing."""
    complaint = COMPLAINT.lock(referral.complaint)
    part = REFERRAL.lock(referral)
    if not part.is_asked:
        raise AnswerNotAsked
    if complaint.is_anonymous:
        raise NobodyToAsk
    return _send(complaint, part, MessageKind.NEWS, text, by=by, at=at)


def reply(complaint: Complaint, *, text: str, key: UUID, at: datetime) -> Receipt:
    """Store what the complainant writes, once; clocks that waited run again.

    Raises ``ContentConflict`` where the key stands for other words already.
    """

    def create() -> str:
        locked = COMPLAINT.lock(complaint)
        if not locked.is_open:
            raise TransitionNotAllowed(locked, locked.state, locked.state)
        if not text.strip():
            raise ReasonMissing
        if _unanswered(locked) >= MOST_UNANSWERED:
            raise TooManyMessages
        message = locked.messages.create(
            kind=MessageKind.CONSUMER, text=text.strip(), sent_at=at
        )
        waiting = list(locked.referrals.paused().select_related("unit"))
        go_on_after_reply(locked, at=at)
        asked = locked.referrals.open().asked().select_related("unit")
        notices.tell_reply(message, waiting or list(asked))
        return str(message.pk)

    content = {"complaint": complaint.pk, "text": text.strip()}
    return submit_once(key, purpose=PURPOSE, content=content, create=create)


@transaction.atomic
def note(
    complaint: Complaint, *, text: str, is_shared: bool, by: User, at: datetime
) -> Note:
    """Keep what an officer writes for the office; nobody outside is told."""
    if not text.strip():
        raise ReasonMissing
    assert by.unit is not None
    if COMPLAINT.lock(complaint).is_buried:
        raise AlreadyBuried
    return complaint.notes.create(
        unit=by.unit,
        text=text.strip(),
        is_shared=is_shared,
        written_by=by,
        written_at=at,
    )


def open_question(complaint: Complaint) -> Message | None:
    """Return the last question to the complainant if nothing was written since."""
    last_reply = complaint.messages.filter(kind=MessageKind.CONSUMER).last()
    question = complaint.messages.filter(kind=MessageKind.QUESTION).last()
    if question is None or (last_reply and last_reply.pk > question.pk):
        return None
    return question


def _send(
    complaint: Complaint,
    part: Referral,
    kind: MessageKind,
    text: str,
    *,
    by: User | None,
    at: datetime,
) -> Message:
    if not text.strip():
        raise ReasonMissing
    message = complaint.messages.create(
        kind=kind, unit=part.unit, text=text.strip(), sent_by=by, sent_at=at
    )
    notices.send_message(message)
    return message


def _unanswered(complaint: Complaint) -> int:
    """Count what the complainant wrote since a unit last wrote."""
    of_units = complaint.messages.exclude(kind=MessageKind.CONSUMER)
    last = of_units.order_by("-pk").values_list("pk", flat=True).first() or 0
    return complaint.messages.filter(pk__gt=last).count()
