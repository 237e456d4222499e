"""Burying a report: its personal data go, what is counted stays, a tombstone says so.

Left are the kind, category, district, dates, state, verdict, merchant and promotion, so
that every figure is the same before and after; and the journal without its words. The
tracking code is gone too: look-up answers as for a code nobody ever had.
Legal source: Decree 13/2023/NĐ-CP, Article 16.
"""

import hashlib
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from accounts.lifecycle import record_step
from complaints.models import (
    Complaint,
    RetentionRule,
    RetentionRun,
    SubjectRequest,
    Tombstone,
)
from complaints.retention import erasing
from complaints.retention.erasing import BLANKED

BURIED_CODE = "DA-XOA-{pk:06d}"
SKELETON: dict[str, Any] = {
    "seller_name": BLANKED,
    "seller_link": "",
    "seller_address": "",
    "bought_on": None,
    "order_ref": "",
    "amount_vnd": None,
    "story": BLANKED,
    "demand": "",
    "answers": {},
    "contacted_on": None,
    "seller_answer": "",
    "full_name": "",
    "phone": "",
    "email": "",
    "outcome": BLANKED,
    "search_text": "",
}


def bury(
    locked: Complaint,
    *,
    at: datetime,
    run: RetentionRun | None = None,
    rule: RetentionRule | None = None,
    request: SubjectRequest | None = None,
) -> Tombstone:
    """Empty a locked report; the caller's transaction does all of it or nothing.

    Either a ``run`` does it by a ``rule``, or the person asked for it by ``request``.

    Files are removed after commit; a process killed in between leaves files that no
    row names, which the hourly sweep removes.
    """
    requests = list(locked.seller_requests.values_list("pk", flat=True))
    with erasing.opened():
        file_rows, files = erasing.delete_evidence(locked)
        rows = erasing.delete_rows(locked)
        erasing.blank_words(locked)
        erasing.strip_events(locked)
    code_sha256 = hashlib.sha256(locked.code.encode()).hexdigest()
    Complaint.objects.filter(pk=locked.pk).update(
        **SKELETON, code=BURIED_CODE.format(pk=locked.pk), buried_at=at
    )
    rows += erasing.delete_revisions(locked, seller_requests=requests)
    _note(locked, {"run": run.pk if run else None}, at=at)
    transaction.on_commit(partial(erasing.remove_files, files))
    return Tombstone.objects.create(
        complaint=locked,
        run=run,
        rule=rule,
        request=request,
        buried_at=at,
        code_sha256=code_sha256,
        file_count=len(files),
        row_count=file_rows + rows,
    )


def _note(locked: Complaint, facts: dict[str, Any], *, at: datetime) -> None:
    record_step(locked, verb="bury", by=None, facts=facts, at=at)
