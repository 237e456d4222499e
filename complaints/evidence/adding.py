"""Evidence that comes after the complaint, from the person who sent it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from accounts.lifecycle import PUBLIC, TransitionNotAllowed, record_step
from accounts.once import Receipt, submit_once
from complaints import notices
from complaints.evidence.claiming import claim, hashes
from complaints.models import Complaint, ComplaintEvent, Upload
from complaints.workflow import COMPLAINT

PURPOSE = "evidence"


def add_evidence(
    complaint: Complaint, uploads: Sequence[Upload], *, key: UUID, at: datetime
) -> Receipt:
    """Store more evidence, note it in the course, and tell the units that handle it.

    The same files under the same key are stored once. Raises ``TransitionNotAllowed``
    where the complaint was closed, ``EvidenceRefused`` and ``ContentConflict``.
    """

    def create() -> str:
        locked = COMPLAINT.lock(complaint)
        if not locked.is_open:
            raise TransitionNotAllowed(locked, locked.state, locked.state)
        made = claim(locked, uploads, by=None, at=at)
        if made:
            _tell(locked, count=len(made), at=at)
        return locked.code

    content = [complaint.pk, hashes(uploads)]
    return submit_once(key, purpose=PURPOSE, content=content, create=create)


def _tell(complaint: Complaint, *, count: int, at: datetime) -> None:
    event: ComplaintEvent = record_step(
        complaint,
        verb="add_evidence",
        by=None,
        actor=PUBLIC,
        facts={"files": count},
        at=at,
    )
    open_parts = complaint.referrals.open().asked().select_related("unit")
    for part in open_parts.order_by("pk"):
        notices.tell_evidence(part, event)
