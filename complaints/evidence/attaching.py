"""The files of one form: those that came with it and those that were here before.

A browser forgets the files of a form that comes back with a mistake; here each is kept
as an upload, and the form carries its handle until it is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from complaints.evidence import uploads
from complaints.evidence.claiming import refuse_too_many
from complaints.evidence.trouble import EvidenceRefused
from complaints.lookup_limit import Limit
from complaints.models import Upload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

WINDOW = timedelta(minutes=15)


@dataclass
class Attached:
    """``problems`` are sentences about files that could not be taken."""

    uploads: list[Upload] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def attach(
    handles: Iterable[str],
    files: "Iterable[UploadedFile[Any]]",
    *,
    address: str,
    at: datetime,
    real_now: datetime,
) -> Attached:
    """Find the uploads of the handles and take the files in, good ones beside bad."""
    result = Attached()
    for handle in dict.fromkeys(handles):
        upload = uploads.find(handle)
        if upload is not None and upload.completed_at is not None:
            result.uploads.append(upload)
        elif uploads.gone() not in result.problems:
            result.problems.append(uploads.gone())
    for file in files:
        try:
            refuse_too_many(len(result.uploads) + 1)
            refuse_too_often(address, real_now=real_now)
            result.uploads.append(uploads.take_in(file, at=at))
        except EvidenceRefused as refused:
            result.problems.append(refused.message)
    return result


def refuse_too_often(address: str, *, real_now: datetime) -> None:
    """Count one file of this address; many phones may share one."""
    limit = Limit("upload", tries=settings.EVIDENCE_UPLOAD_TRIES, window=WINDOW)
    if limit.blocked_until(address, at=real_now) is not None:
        raise EvidenceRefused(
            _(
                "Too many files came from your network within a short time. Send the "
                "report without them and add them later, or wait a quarter of an hour."
            )
        )
