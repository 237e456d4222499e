"""Whether a receipt is genuine, for anyone who holds the paper or one of its hashes."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from django.utils.crypto import constant_time_compare

from complaints.models import SealedReceipt
from complaints.receipts.sealing import NUMBER, PURPOSE, signed_text
from documents import signing

_SPACES = re.compile(r"\s+")
_HASH = re.compile(r"[0-9a-fA-F]{64}")


class Mark(StrEnum):
    """What the signature or hash that was read from a paper or a file is."""

    NOT_GIVEN = auto()
    SIGNATURE = auto()
    TEXT = auto()
    FILE = auto()
    FOREIGN = auto()


@dataclass(frozen=True)
class Verified:
    """Says nothing of what was written, nor of who wrote it, nor its tracking code."""

    number: str
    received_at: datetime
    file_count: int
    text_sha256: str
    is_intact: bool
    mark: Mark
    public_key: str


def find(text: str, *, mark: str = "") -> Verified | None:
    """Return the receipt with this number, and what ``mark`` is of it."""
    number = NUMBER.meant(text)
    receipt = SealedReceipt.objects.filter(number=number).first() if number else None
    if receipt is None:
        return None
    signed = signed_text(receipt.number, receipt.facts)
    return Verified(
        number=receipt.number,
        received_at=datetime.fromisoformat(receipt.facts["received_at"]),
        file_count=len(receipt.facts["files"]),
        text_sha256=receipt.facts["text_sha256"],
        is_intact=signing.is_signed(signed, receipt.signature, purpose=PURPOSE),
        mark=_judged(receipt, _SPACES.sub("", mark)),
        public_key=signing.public_key(PURPOSE),
    )


def _judged(receipt: SealedReceipt, mark: str) -> Mark:
    if not mark:
        return Mark.NOT_GIVEN
    if _HASH.fullmatch(mark):
        if mark.lower() == receipt.facts["text_sha256"]:
            return Mark.TEXT
        files = {file["sha256"] for file in receipt.facts["files"]}
        return Mark.FILE if mark.lower() in files else Mark.FOREIGN
    is_same = constant_time_compare(mark, receipt.signature)
    return Mark.SIGNATURE if is_same else Mark.FOREIGN
