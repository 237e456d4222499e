"""What holds personal data of a report, and how each is emptied.

Rows of which nothing may be left are deleted; rows that are counted keep their dates
and choices and lose their words. Tables that refuse to be changed are opened for the
statements inside ``opened`` only.
"""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Max, Q

import pghistory.models
import pgtrigger

from accounts.lifecycle import PUBLIC, SYSTEM
from accounts.models import Submission
from complaints import notices, talking
from complaints.evidence import files
from complaints.models import (
    Complaint,
    ComplaintEvent,
    CustodyEntry,
    Evidence,
    Pause,
    Quarantine,
    ReferralEvent,
    SealedReceipt,
    Upload,
)
from complaints.rights import asking
from notifications.enums import NoticeState
from notifications.models import Notice

BLANKED = "[đã xóa]"
KEPT_FACTS = frozenset({"role", "verdict", "kind", "routing"})
UNDELIVERED_FOR = timedelta(days=30)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GUARDED = (
    "complaints.ComplaintEvent:append_only",
    "complaints.CustodyEntry:append_only",
    "complaints.Evidence:kept",
    "complaints.Mediation:append_only",
    "complaints.Message:append_only",
    "complaints.Note:append_only",
    "complaints.ReferralEvent:append_only",
    "complaints.SealedReceipt:written_once",
    "complaints.Showing:append_only",
)


def opened() -> AbstractContextManager[None]:
    """Let this thread change and delete what the database keeps from everybody else."""
    return pgtrigger.ignore(*GUARDED)


def blank_words(complaint: Complaint) -> None:
    """Take the words out of what is counted and so must stay."""
    complaint.referrals.exclude(answer="").update(answer=BLANKED)
    complaint.referrals.update(reason=BLANKED)
    Pause.objects.filter(referral__complaint=complaint).update(reason=BLANKED)
    complaint.feedback.exclude(text="").update(text=BLANKED)
    complaint.feedback.exclude(decision="").update(decision=BLANKED)
    complaint.holds.update(reason=BLANKED, lift_reason=BLANKED)
    complaint.subject_requests.exclude(text="").update(text=BLANKED)
    complaint.subject_requests.exclude(decision="").update(decision=BLANKED)
    complaint.subject_requests.update(full_name="", phone="", email="")
    complaint.showings.exclude(note="").update(note=BLANKED)
    Quarantine.objects.filter(complaint=complaint).exclude(reason="").update(
        reason=BLANKED
    )


def strip_events(complaint: Complaint) -> None:
    """Leave of the journal what happened, when and by which office."""
    own = ComplaintEvent.objects.filter(record=complaint)
    parts = ReferralEvent.objects.filter(record__complaint=complaint)
    for events in (own, parts):
        for event in events:
            is_office = event.by_id is not None or event.actor == SYSTEM
            events.filter(pk=event.pk).update(
                reason="",
                facts=without_words(event.facts),
                actor=event.actor if is_office else PUBLIC,
            )


def without_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep numbers, days, answers yes or no, and what is chosen from a list."""
    return {name: _kept(name, value) for name, value in facts.items()}


def _kept(name: str, value: Any) -> Any:
    is_harmless = value is None or isinstance(value, (bool, int, float))
    if name in KEPT_FACTS or is_harmless:
        return value
    return value if isinstance(value, str) and DAY.fullmatch(value) else ""


def delete_rows(complaint: Complaint) -> int:
    """Delete what was written, asked and mailed; return how many rows."""
    doomed = (
        _notices(complaint),
        _submissions(complaint),
        complaint.messages.all(),
        complaint.notes.all(),
        complaint.mediations.all(),
        complaint.seller_requests.all(),
        complaint.links.all(),
        SealedReceipt.objects.filter(complaint=complaint),
    )
    return sum(rows.delete()[0] for rows in doomed)


def forget_last_mails(*, real_now: datetime) -> int:
    """Forget the mails that told of a deletion, as they hold an address and a code.

    One that still waits is left to be sent; one that nobody took may be sent again by
    a person for thirty days. Returns how many were forgotten.
    """
    is_over = Q(state=NoticeState.SENT) | Q(
        state=NoticeState.GIVEN_UP, next_try_at__lte=real_now - UNDELIVERED_FOR
    )
    return Notice.objects.filter(is_over, template=notices.DELETED_MAIL).delete()[0]


def _submissions(complaint: Complaint) -> Any:
    """Return the keys under which something of the report was sent once."""
    about = Q(receipt=complaint.code)
    for purpose, rows in (
        (talking.PURPOSE, complaint.messages),
        (asking.PURPOSE, complaint.subject_requests),
    ):
        about |= Q(purpose=purpose, receipt__in=list(map(str, _keys(rows))))
    return Submission.objects.filter(about)


def _notices(complaint: Complaint) -> Any:
    """Return all that was mailed about the report, its lost code too."""
    # A lost code may have gone to another spelling, or to what the address was before.
    has_code = Q(recipient=complaint.email) | Q(body__contains=complaint.code)
    lost_codes = Q(template=notices.CODES_MAIL) & has_code
    return Notice.objects.filter(notices.about(complaint) | lost_codes)


def delete_revisions(complaint: Complaint, *, seller_requests: list[int]) -> int:
    """Delete every earlier version; of what stays, the newest is what it is now."""
    count = 0
    for name, objects, is_kept in (
        ("ComplaintRevision", [complaint.pk], True),
        ("ReferralRevision", _keys(complaint.referrals), True),
        ("FeedbackRevision", _keys(complaint.feedback), True),
        ("SubjectRequestRevision", _keys(complaint.subject_requests), True),
        ("SellerRequestRevision", seller_requests, False),
    ):
        revisions = apps.get_model("complaints", name)._default_manager.filter(
            pgh_obj_id__in=objects
        )
        _forget_addresses(revisions)
        if is_kept:
            newest = revisions.values("pgh_obj_id").annotate(newest=Max("pgh_id"))
            revisions = revisions.exclude(
                pgh_id__in=list(newest.values_list("newest", flat=True))
            )
        count += revisions.delete()[0]
    return count


def _forget_addresses(revisions: Any) -> None:
    """Forget at which address a version came about: it may hold the tracking code."""
    numbers = revisions.values_list("pgh_context_id", flat=True)
    contexts = pghistory.models.Context.objects.filter(pk__in=list(numbers))
    for context in contexts:
        left = {name: one for name, one in context.metadata.items() if name != "url"}
        contexts.filter(pk=context.pk).update(metadata=left)


def _keys(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def delete_evidence(complaint: Complaint) -> tuple[int, list[str]]:
    """Delete the evidence with its custody; return rows, and files now to be removed.

    A file that another report has as well is left to that one.
    """
    evidence = complaint.evidence.all()
    names = {name for one in evidence for name in (one.file, one.preview) if name}
    doomed = (
        Upload.objects.filter(file__in=names),
        CustodyEntry.objects.filter(evidence__complaint=complaint),
        evidence,
    )
    count = sum(rows.delete()[0] for rows in doomed)
    kept = Evidence.objects.filter(file__in=names).values_list("file", flat=True)
    return count, sorted(names.difference(kept))


def remove_files(names: list[str]) -> None:
    """Remove the bytes, sealed originals too; what is left the hourly sweep takes."""
    for name in names:
        files.remove(name)
