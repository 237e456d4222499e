"""What somebody who reported may ask about their own data, answered within 72 hours.

Legal source: Decree 13/2023/NĐ-CP, Articles 9, 14, 15 and 16 (in force 01/07/2023).
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.lifecycle import PUBLIC, record_step
from accounts.once import Receipt, submit_once
from complaints.enums import SubjectRequestKind
from complaints.models import Complaint, SubjectRequest
from complaints.retention.refusals import AlreadyBuried
from complaints.rights import telling
from complaints.rights.refusals import AskedAlready, NothingToCorrect, NothingToEnd
from complaints.workflow import COMPLAINT

PURPOSE = "subject-request"
ANSWERED_WITHIN = timedelta(hours=72)


@dataclass(frozen=True)
class Wish:
    """What is asked; ``full_name``, ``phone`` (E.164) and ``email`` correct something."""

    kind: SubjectRequestKind
    text: str = ""
    full_name: str = ""
    phone: str = ""
    email: str = ""

    def changes(self, complaint: Complaint) -> bool:
        """Whether any of the values differs from what is stored."""
        phone = complaint.phone.as_e164 if complaint.phone else ""
        pairs = (
            (self.full_name, complaint.full_name),
            (self.phone, phone),
            (self.email, complaint.email),
        )
        return any(wanted and wanted != stored for wanted, stored in pairs)


def ask(complaint: Complaint, wish: Wish, *, key: UUID, at: datetime) -> Receipt:
    """Store the request once, start its clock, confirm it and tell the Division.

    Raises ``ContentConflict`` where the key stands for another request already, and
    ``AlreadyBuried`` where no data are left to ask about.
    """

    def create() -> str:
        locked = COMPLAINT.lock(complaint)
        if locked.is_buried:
            raise AlreadyBuried
        if wish.kind == SubjectRequestKind.CORRECTION and not wish.changes(locked):
            raise NothingToCorrect
        if locked.subject_requests.waiting().filter(kind=wish.kind).exists():
            raise AskedAlready
        request = SubjectRequest.objects.create(
            complaint=locked,
            **asdict(wish),
            asked_at=at,
            due_at=at + ANSWERED_WITHIN,
        )
        _record(locked, "ask_about_data", at=at, kind=wish.kind)
        telling.confirm(request)
        telling.tell_division(request)
        return str(request.pk)

    content = {"complaint": complaint.pk, **asdict(wish)}
    return submit_once(key, purpose=PURPOSE, content=content, create=create)


@transaction.atomic
def end_restriction(complaint: Complaint, *, at: datetime) -> Complaint:
    """Let the offices use the data again: who asked for it may end it at any time."""
    locked = COMPLAINT.lock(complaint)
    if locked.is_buried:
        raise AlreadyBuried
    if not locked.is_restricted:
        raise NothingToEnd
    locked.restricted_at = None
    locked.save(update_fields=["restricted_at"])
    _record(locked, "end_restriction", at=at)
    return locked


def _record(complaint: Complaint, verb: str, *, at: datetime, **facts: str) -> None:
    record_step(complaint, verb=verb, by=None, actor=PUBLIC, facts=facts, at=at)
