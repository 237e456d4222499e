"""Deleting what nobody claimed: expired uploads, then files that no row names.

Each is deleted only after an age at which no form, transaction or worker can still be
about to claim it. Evidence is never touched.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from complaints.evidence import files
from complaints.models import Evidence, Upload

SETTLED_AFTER = timedelta(days=1)


def delete_expired(*, at: datetime) -> int:
    """Forget uploads that lay still too long, and their bytes unless they are evidence.

    One that a complaint is claiming at this moment is locked, and passed over.
    """
    before = at - settings.EVIDENCE_UNCLAIMED_FOR
    with transaction.atomic():
        expired = list(
            Upload.objects.select_for_update(skip_locked=True).filter(
                last_received_at__lt=before
            )
        )
        names = {upload.file for upload in expired}
        Upload.objects.filter(pk__in=[upload.pk for upload in expired]).delete()
    kept = Evidence.objects.filter(file__in=names).values_list("file", flat=True)
    for name in names.difference(kept):
        files.remove(name)
    return len(expired)


def delete_unclaimed(*, real_now: datetime) -> int:
    """Delete files left by transactions that were rolled back or killed."""
    names = files.unclaimed(before=real_now - SETTLED_AFTER)
    for name in names:
        files.remove(name)
    return len(names)
