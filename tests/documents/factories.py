import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from documents.models import FileKind, IssuedFile
from documents.readable_codes import ALPHABET

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class IssuedFileFactory(DjangoModelFactory):
    """A row only; its file is not written."""

    class Meta:
        model = IssuedFile

    code = factory.Sequence(lambda n: f"TL-0000-{_four(n)}")
    kind = FileKind.PDF
    about = "Báo cáo gửi Bộ Công Thương"
    filename = factory.LazyAttribute(lambda issued: f"bao-cao.{issued.kind.value}")
    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    size_bytes = 1
    file = factory.Sequence(lambda n: f"issued/2024/12/{n:032x}")
    issued_at = datetime(2024, 12, 5, 9, 30, tzinfo=HANOI)


def _four(number):
    text = ""
    for _ in range(4):
        number, at = divmod(number, len(ALPHABET))
        text = ALPHABET[at] + text
    return text
