"""A copy of all that is stored about a person with their report, in an encrypted file.

The person chooses the password when they take the file; it is kept nowhere, so nobody
else can open the file, and nobody can help who forgets it. The file is made when it is
taken and never stored. Internal notes and working papers of the offices are not in it,
and it says so.

Legal source: Decree 13/2023/NĐ-CP, Articles 9.3 and 14.
"""

import io
import json
from datetime import datetime, timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

import pyzipper

from accounts.lifecycle import PUBLIC, record_step
from complaints.enums import SubjectRequestKind
from complaints.models import Complaint, SubjectRequest
from complaints.rights.copy_paper import paper_of
from complaints.rights.refusals import CopyIsGone, CopyTakenTooOften
from complaints.rights.stored import Section, everything
from complaints.workflow import COMPLAINT
from documents import pdf

OFFERED_FOR = timedelta(days=7)
MOST_TIMES = 10
FILENAME = "ban-sao-du-lieu.zip"
KEY_BITS = 256


def offered(complaint: Complaint, *, at: datetime) -> SubjectRequest | None:
    """Return the granted request by which a copy may be taken now."""
    granted = complaint.subject_requests.filter(
        kind=SubjectRequestKind.ACCESS,
        is_granted=True,
        decided_at__gt=at - OFFERED_FOR,
        decided_at__lte=at,
    )
    return granted.order_by("-decided_at").first()


def offered_until(request: SubjectRequest) -> datetime:
    """Return the first moment at which the copy is no longer offered."""
    assert request.decided_at is not None
    return request.decided_at + OFFERED_FOR


def take(complaint: Complaint, *, password: str, at: datetime) -> bytes:
    """Return the file, noted in the course of the report before a byte leaves.

    It is made after that: it takes a while, in which offices go on with the report.
    """
    sections = _taken(complaint, at=at)
    return encrypted(
        {
            "du-lieu.json": as_json(sections, at=at),
            "du-lieu.pdf": pdf.render(paper_of(sections, at=at)),
        },
        password=password,
    )


@transaction.atomic
def _taken(complaint: Complaint, *, at: datetime) -> list[Section]:
    """Note that a copy is taken, and return what it holds."""
    locked = COMPLAINT.lock(complaint)
    request = offered(locked, at=at)
    if request is None:
        raise CopyIsGone
    taken = locked.events.filter(
        verb="take_copy", happened_at__gte=request.decided_at
    ).count()
    if taken >= MOST_TIMES:
        raise CopyTakenTooOften
    record_step(
        locked,
        verb="take_copy",
        by=None,
        actor=PUBLIC,
        facts={"request": request.pk},
        at=at,
    )
    return everything(locked)


def as_json(sections: list[Section], *, at: datetime) -> bytes:
    """Return the values with their names, for another program to read."""
    content = {
        "made_at": at,
        **{
            section.code: [
                {fact.code: fact.value for fact in facts} for facts in section.rows
            ]
            for section in sections
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    return text.encode()


def encrypted(files: dict[str, bytes], *, password: str) -> bytes:
    """Return a ZIP with AES-256, which 7-Zip, WinZip and macOS archivers open."""
    target = io.BytesIO()
    with pyzipper.AESZipFile(
        target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode("ascii"))
        archive.setencryption(pyzipper.WZ_AES, nbits=KEY_BITS)
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
