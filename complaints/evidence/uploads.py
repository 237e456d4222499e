"""Taking files in: whole with a form, or piece by piece over a bad line.

Each piece is durable before its offset is confirmed. A file that is whole is judged by
its hash and its content, then sealed; only then may a complaint claim it.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from complaints.evidence import files, kinds
from complaints.evidence.trouble import EvidenceRefused, UploadGone
from complaints.models import Upload
from complaints.models.evidence import FILENAME_CHARACTERS

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class WrongOffset(Exception):
    """A piece does not follow what is here; ``upload`` says where to go on."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(f"The upload {upload.pk} stands at {upload.received_bytes}.")
        self.upload = upload


def begin(
    *, filename: str, declared: str, size: int, sha256: str, at: datetime
) -> Upload:
    """Make room for a file that will come in pieces. Raises ``EvidenceRefused``."""
    filename = tidy_name(filename)
    kind = kinds.kind_by_name(filename)
    kinds.refuse_size(kind, filename=filename, size=size)
    kinds.refuse_declared(kind, filename=filename, declared=declared)
    _refuse_when_full(size)
    return Upload.objects.create(
        token=secrets.token_urlsafe(24),
        filename=filename,
        media_type=kind.media_type,
        sha256=sha256,
        size_bytes=size,
        file=files.new_name(),
        last_received_at=at,
    )


def append(token: str, *, offset: int, pieces: Iterable[bytes], at: datetime) -> Upload:
    """Add what follows ``offset``; with the last piece the file is judged and sealed.

    Raises ``UploadGone``, ``WrongOffset`` and, for a file that cannot be taken and is
    then forgotten, ``EvidenceRefused``.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(token=token).first()
        if upload is None:
            raise UploadGone(gone())
        if upload.completed_at is not None or offset != upload.received_bytes:
            raise WrongOffset(upload)
        try:
            _receive(upload, offset, pieces, at=at)
        except EvidenceRefused as refused:
            upload.delete()
            transaction.on_commit(partial(files.remove, upload.file))
            problem: EvidenceRefused | None = refused
        else:
            problem = None
    if problem is not None:
        raise problem
    return upload


def take_in(file: "UploadedFile[Any]", *, at: datetime) -> Upload:
    """Take a file in that came whole with a form. Raises ``EvidenceRefused``."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    upload = begin(
        filename=file.name or "",
        declared=file.content_type or "",
        size=file.size or 0,
        sha256=digest.hexdigest(),
        at=at,
    )
    return append(upload.token, offset=0, pieces=file.chunks(), at=at)


def find(token: str) -> Upload | None:
    return Upload.objects.filter(token=token).first()


def whole(tokens: Iterable[str]) -> list[Upload]:
    """Return the finished uploads of these handles. Raises ``UploadGone``."""
    wanted = list(dict.fromkeys(tokens))
    found = Upload.objects.filter(token__in=wanted, completed_at__isnull=False)
    by_token = {upload.token: upload for upload in found}
    if len(by_token) < len(wanted):
        raise UploadGone(gone())
    return [by_token[token] for token in wanted]


def tidy_name(name: str) -> str:
    """Return the last part of a name, without what could confuse a reader or a log."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable()).strip()[-FILENAME_CHARACTERS:]


def gone() -> str:
    return _(
        "A file that was chosen is no longer here, or did not arrive whole. Please "
        "choose it again."
    )


def _receive(
    upload: Upload, offset: int, pieces: Iterable[bytes], *, at: datetime
) -> None:
    end = files.write_at(upload.file, offset, _no_more_than(upload, offset, pieces))
    upload.received_bytes = end
    upload.last_received_at = at
    if end == upload.size_bytes:
        _judge(upload)
        files.seal(upload.file)
        upload.completed_at = at
    upload.save(update_fields=["received_bytes", "last_received_at", "completed_at"])


def _judge(upload: Upload) -> None:
    if files.sha256_of(upload.file) != upload.sha256:
        raise EvidenceRefused(_damaged(upload))
    kinds.judge_content(
        files.path_of(upload.file),
        kinds.KINDS[upload.media_type],
        filename=upload.filename,
    )


def _damaged(upload: Upload) -> str:
    return _("The file “%(name)s” arrived damaged. Please choose it again.") % {
        "name": upload.filename
    }


def _no_more_than(
    upload: Upload, offset: int, pieces: Iterable[bytes]
) -> Iterable[bytes]:
    left = upload.size_bytes - offset
    for piece in pieces:
        if len(piece) > left:
            raise EvidenceRefused(_damaged(upload))
        left -= len(piece)
        yield piece


def _refuse_when_full(size: int) -> None:
    """Keep a flood of files from filling the disk; the report itself still goes."""
    waiting = Upload.objects.aggregate(total=Sum("size_bytes"))["total"] or 0
    if waiting + size > settings.EVIDENCE_UNCLAIMED_MAX_BYTES:
        raise EvidenceRefused(
            _(
                "No more files can be taken at the moment. Send the report without them "
                "and add them later from the page that shows its course."
            )
        )
