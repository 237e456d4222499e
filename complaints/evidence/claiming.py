"""A complaint takes its uploads over: rows only, in the transaction that stores it.

The bytes are durable and sealed before this, and stay where they are. A crash leaves
either the complaint with all its evidence or neither; the uploads are then still there
for the repeat.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from complaints.evidence import custody
from complaints.evidence.trouble import EvidenceRefused, UploadGone
from complaints.evidence.uploads import gone
from complaints.models import Complaint, Evidence, Upload
from complaints.models.evidence import ScanResult
from complaints.tasks import prepare_evidence
from notifications.doorbell import ring


def claim(
    complaint: Complaint, uploads: Sequence[Upload], *, by: User | None, at: datetime
) -> list[Evidence]:
    """Make evidence of finished uploads; what the complaint has already is left out.

    The uploads stay until they expire, so that a repeat of the form finds them. Raises
    ``UploadGone`` where the sweep was faster.
    """
    if not uploads:
        return []
    wanted = [upload.pk for upload in uploads]
    here = list(Upload.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(here) < len(wanted):
        raise UploadGone(gone())
    known = set(complaint.evidence.values_list("sha256", flat=True))
    fresh = {u.sha256: u for u in here if u.sha256 not in known}
    refuse_too_many(len(known) + len(fresh))
    made = Evidence.objects.bulk_create(
        _evidence_of(complaint, upload, at=at) for upload in fresh.values()
    )
    custody.record_stored(made, at=at, by=by)
    if made:
        ring(prepare_evidence)
    return made


def hashes(uploads: Iterable[Upload]) -> list[str]:
    """Return what a client key is bound to: the content, not the way it came."""
    return sorted({upload.sha256 for upload in uploads})


def refuse_too_many(count: int) -> None:
    if count > settings.EVIDENCE_MAX_FILES:
        raise EvidenceRefused(
            _("A report may have at most %(limit)d files. Leave some of them out.")
            % {"limit": settings.EVIDENCE_MAX_FILES}
        )


def _evidence_of(complaint: Complaint, upload: Upload, *, at: datetime) -> Evidence:
    return Evidence(
        complaint=complaint,
        filename=upload.filename,
        media_type=upload.media_type,
        sha256=upload.sha256,
        size_bytes=upload.size_bytes,
        file=upload.file,
        stored_at=at,
        scan=ScanResult.WAITING if settings.CLAMD_URL else ScanResult.NOT_SCANNED,
        next_try_at=at,
    )
