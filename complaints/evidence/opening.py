"""Opening the sealed original: only what is still, byte for byte, what was stored."""

from datetime import datetime
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

import structlog

from accounts.models import User
from complaints.evidence import custody, files, kinds
from complaints.evidence.trouble import EvidenceRefused
from complaints.models import Evidence
from complaints.models.evidence import CustodyAct

log = structlog.get_logger(__name__)


class Purpose(models.TextChoices):
    """Why somebody takes the original out."""

    EXAMINE = "examine", _("To examine the report")
    CASE = "case", _("For the file of an inspection or a sanction")
    HAND_OVER = "hand_over", _("To hand it to the authority in charge")
    OTHER = "other", pgettext_lazy("purpose", "For another reason")


def download(
    evidence: Evidence, *, purpose: Purpose, note: str, by: User, at: datetime
) -> Path:
    """Return where the original lies, noted in its custody before a byte leaves."""
    if evidence.is_held_back:
        raise EvidenceRefused(
            str(_("This file is held back; its original is not given out."))
        )
    if not is_intact(evidence):
        raise EvidenceRefused(
            str(
                _(
                    "This file is no longer what was stored. Tell the operator of the "
                    "portal, who has copies."
                )
            )
        )
    reason = f"{purpose.label}: {note}" if note else str(purpose.label)
    custody.record(evidence, CustodyAct.DOWNLOADED, by=by, at=at, reason=reason)
    return files.path_of(evidence.file)


def is_intact(evidence: Evidence) -> bool:
    """Whether the bytes still have the hash they were stored with."""
    try:
        found = files.sha256_of(evidence.file)
    except FileNotFoundError:
        found = "nothing"
    if found != evidence.sha256:
        log.critical("evidence_damaged", evidence=evidence.pk)
    return found == evidence.sha256


def given_name(evidence: Evidence) -> str:
    """Return a name for the copy that names no person: report, piece, kind."""
    suffix = kinds.KINDS[evidence.media_type].suffixes[0]
    return f"bang-chung-{evidence.complaint_id:06d}-{evidence.pk}{suffix}"
