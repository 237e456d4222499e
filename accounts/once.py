"""Submitting once: a client key bound to its content answers with one receipt.

A form that creates something carries a key made when the form was first shown. A
repeat with the same key and content (double click, retry, back button) is answered
with the first receipt; the same key with other content is a conflict, never silently
swallowed.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from accounts.models import Submission


class ContentConflict(Exception):
    """The key was already used for other content."""

    def __init__(self, purpose: str, key: UUID, receipt: str) -> None:
        super().__init__(
            f"Key {key} of {purpose!r} already stands for other content; "
            f"its receipt is {receipt!r}."
        )
        self.receipt = receipt


@dataclass(frozen=True)
class Receipt:
    reference: str
    is_repeat: bool


def submit_once(
    key: UUID, *, purpose: str, content: Any, create: Callable[[], str]
) -> Receipt:
    """Run ``create`` in one transaction unless this key was already carried out.

    ``content`` is anything JSON can hold (dates and decimals included); ``create``
    stores the thing and returns its reference. A parallel repeat waits at the unique
    index until the first one commits, then reads its receipt; if the first one fails,
    the repeat carries the work out itself. Raises ``ContentConflict``.
    """
    digest = content_sha256(content)
    with transaction.atomic():
        row_id = _claim(key, purpose, digest)
        if row_id is None:
            first = Submission.objects.get(purpose=purpose, key=key)
            if first.content_sha256 != digest:
                raise ContentConflict(purpose, key, first.receipt)
            return Receipt(first.receipt, is_repeat=True)
        reference = create()
        Submission.objects.filter(pk=row_id).update(receipt=reference)
    return Receipt(reference, is_repeat=False)


def content_sha256(content: Any) -> str:
    """Return the hash of the content, the same for the same values in any key order."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _claim(key: UUID, purpose: str, digest: str) -> int | None:
    """Insert the key and return its row id, or None where it already stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_submission"
            " (key, purpose, content_sha256, receipt, created_at)"
            " VALUES (%s, %s, %s, '', now())"
            " ON CONFLICT (purpose, key) DO NOTHING RETURNING id",
            [key, purpose, digest],
        )
        row = cursor.fetchone()
    return None if row is None else int(row[0])
