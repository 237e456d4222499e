"""Handing an item sheet in: the file is kept, a job recorded, a worker rung for."""

import hashlib
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, gettext as _

from accounts.lifecycle import record_first
from accounts.models import User
from accounts.once import submit_once
from notifications.doorbell import ring
from promotions.dossier import DossierClosed
from promotions.enums import SheetMode, SheetPolicy, SheetState
from promotions.models import Promotion, SheetJob
from promotions.permissions import is_open
from promotions.sheets import files
from promotions.sheets.dangers import too_large
from promotions.sheets.life import LIFE
from promotions.sheets.trouble import SheetRefused
from promotions.tasks import check_sheet

PURPOSE = "item sheet"
FILENAME_CHARACTERS = 150


def accept_upload(
    promotion: Promotion,
    file: BinaryIO,
    *,
    filename: str,
    mode: SheetMode,
    policy: SheetPolicy,
    by: User,
    at: datetime,
    key: UUID,
) -> SheetJob:
    """Keep the file and record the job; the same post sent twice is one job.

    Raises ``DossierClosed``, ``SheetRefused`` (no dates yet, too large, another sheet
    under way) and ``ContentConflict``. What the file holds is judged by the worker.
    """
    content = file.read(settings.SHEET_MAX_BYTES + 1)
    if len(content) > settings.SHEET_MAX_BYTES:
        raise SheetRefused(too_large())
    sha256 = hashlib.sha256(content).hexdigest()

    def create() -> str:
        locked = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
        _refuse_what_is_not_ready(locked)
        job = SheetJob.objects.create(
            promotion=locked,
            uploaded_by=by,
            uploaded_at=at,
            filename=filename[-FILENAME_CHARACTERS:],
            file=files.store(content),
            sha256=sha256,
            size_bytes=len(content),
            mode=mode,
            policy=policy,
            language=get_language() or settings.LANGUAGE_CODE,
        )
        record_first(job, verb="upload", by=by, at=at, actor=locked.merchant.name)
        ring(check_sheet, job_id=job.pk)
        return str(job.pk)

    receipt = submit_once(
        key,
        purpose=PURPOSE,
        content=[promotion.pk, sha256, mode, policy, by.pk],
        create=create,
    )
    return SheetJob.objects.get(pk=int(receipt.reference))


def take_right_rows(job: SheetJob, *, by: User, at: datetime) -> SheetJob:
    """Check a refused sheet once more and take its right rows."""
    with transaction.atomic():
        locked = Promotion.objects.select_for_update(of=("self",)).get(
            pk=job.promotion_id
        )
        _refuse_what_is_not_ready(locked)
        if not job.file:
            raise SheetRefused(
                _("The file was deleted in the meantime. Please send it again.")
            )
        moved = LIFE.move(
            job,
            SheetState.WAITING,
            verb="take_right_rows",
            by=by,
            at=at,
            actor=locked.merchant.name,
            changes={
                "policy": SheetPolicy.PARTIAL,
                "attempt_count": 0,
                "ended_at": None,
                "problem": "",
            },
        )
        ring(check_sheet, job_id=job.pk)
    return moved


def _refuse_what_is_not_ready(promotion: Promotion) -> None:
    if not is_open(promotion):
        raise DossierClosed(promotion)
    if promotion.starts_at is None or promotion.ends_at is None:
        raise SheetRefused(
            _(
                "Please give the time of the promotion first: the highest discount "
                "depends on it."
            )
        )
    if SheetJob.objects.unfinished().filter(promotion=promotion).exists():
        raise SheetRefused(
            _("Another sheet of this dossier is being checked; please wait.")
        )
