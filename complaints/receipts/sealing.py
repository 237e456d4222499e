"""Freezing and signing what was received, in the transaction that receives it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from complaints.models import Complaint, Evidence, Referral, SealedReceipt
from complaints.retention.refusals import AlreadyBuried
from documents import signing
from documents.readable_codes import ReadableCode

PURPOSE = "complaints.receipt"
NUMBER = ReadableCode("BN", length=12)


def seal(complaint: Complaint, *, at: datetime) -> SealedReceipt:
    """Freeze what stands of the complaint at ``at`` and sign it."""
    parts = complaint.referrals.select_related("unit").order_by("pk")
    pieces = complaint.evidence.filter(stored_at__lte=complaint.received_at)
    return seal_new(complaint, parts, pieces, at=at)


def seal_new(
    complaint: Complaint,
    parts: Iterable[Referral],
    pieces: Iterable[Evidence],
    *,
    at: datetime,
) -> SealedReceipt:
    """Do so with what was stored just now, without reading it again."""
    number = NUMBER.new()
    facts = _facts(complaint, parts, pieces, at=at)
    signature = signing.sign(signed_text(number, facts), purpose=PURPOSE)
    return SealedReceipt.objects.create(
        number=number, complaint=complaint, facts=facts, signature=signature
    )


def receipt_of(complaint: Complaint, *, at: datetime) -> SealedReceipt:
    """Return the receipt; that of a report from before there were any is made now.

    Raises ``AlreadyBuried`` where what it would be made of is gone.
    """
    found = SealedReceipt.objects.filter(complaint=complaint).first()
    if found is not None:
        return found
    with transaction.atomic():
        locked = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
        if locked.is_buried:
            raise AlreadyBuried
        found = SealedReceipt.objects.filter(complaint=locked).first()
        return found or seal(locked, at=at)


def signed_text(number: str, facts: dict[str, Any]) -> str:
    """Return what is signed: JSON with sorted keys and no blanks between its parts."""
    return json.dumps(
        {"number": number, **facts},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def text_sha256(complaint: Complaint) -> str:
    """Return the hash of what was written: code, story and demand, a line feed between.

    The code makes it impossible to guess a text from its hash without the paper.
    """
    parts = [complaint.code, complaint.story, complaint.demand]
    text = "\n".join(parts).replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()


def _facts(
    complaint: Complaint,
    parts: Iterable[Referral],
    pieces: Iterable[Evidence],
    *,
    at: datetime,
) -> dict[str, Any]:
    with translation.override("vi"):
        return {
            "code": complaint.code,
            "received_at": _written(complaint.received_at),
            "sealed_at": _written(at),
            "kind": complaint.get_kind_display(),
            "category": complaint.category.name,
            "district": complaint.district.name,
            "due_on": complaint.due_on.isoformat(),
            "offices": [
                {"name": part.unit.name, "role": part.get_role_display()}
                for part in parts
            ],
            "text_sha256": text_sha256(complaint),
            "files": [
                {"sha256": piece.sha256, "size": piece.size_bytes} for piece in pieces
            ],
        }


def _written(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
