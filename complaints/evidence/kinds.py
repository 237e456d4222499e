"""What kind of file something is: its name, its declared type and its first bytes agree.

The content decides; a name or type that says otherwise is refused, so that nobody
opens something else than it seems. Sentences name the file as its owner knows it.
"""

import warnings
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from PIL import Image, UnidentifiedImageError

from complaints.evidence.trouble import EvidenceRefused

UNDECLARED = {"", "application/octet-stream"}
HEAD_BYTES = 64
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


@dataclass(frozen=True)
class Kind:
    """``picture`` is the name Pillow has for an image that can be looked at."""

    media_type: str
    suffixes: tuple[str, ...]
    also_declared: tuple[str, ...] = ()
    picture: str = ""

    @property
    def is_video(self) -> bool:
        return self.media_type.startswith("video/")

    @property
    def max_bytes(self) -> int:
        """The largest file of this kind."""
        limit: int = (
            settings.EVIDENCE_VIDEO_MAX_BYTES
            if self.is_video
            else settings.EVIDENCE_MAX_BYTES
        )
        return limit


JPEG = Kind("image/jpeg", (".jpg", ".jpeg", ".jfif"), ("image/jpg",), picture="JPEG")
PNG = Kind("image/png", (".png",), picture="PNG")
WEBP = Kind("image/webp", (".webp",), picture="WEBP")
PDF = Kind("application/pdf", (".pdf",), ("application/x-pdf",))
MP4 = Kind("video/mp4", (".mp4", ".m4v"), ("video/x-m4v",))
MOV = Kind("video/quicktime", (".mov", ".qt"))
WEBM = Kind("video/webm", (".webm",))
KINDS = {kind.media_type: kind for kind in (JPEG, PNG, WEBP, PDF, MP4, MOV, WEBM)}
ACCEPT = ",".join(
    [*KINDS, *(suffix for kind in KINDS.values() for suffix in kind.suffixes)]
)


def kind_by_name(filename: str) -> Kind:
    """Return what the name promises. Raises ``EvidenceRefused``."""
    suffix = PurePath(filename).suffix.lower()
    for kind in KINDS.values():
        if suffix in kind.suffixes:
            return kind
    if suffix in {".heic", ".heif"}:
        raise EvidenceRefused(_heic(filename))
    raise EvidenceRefused(_unknown(filename))


def refuse_size(kind: Kind, *, filename: str, size: int) -> None:
    if size < 1:
        raise EvidenceRefused(
            _("The file “%(name)s” is empty. Choose it again.") % {"name": filename}
        )
    if size > kind.max_bytes:
        raise EvidenceRefused(
            _(
                "The file “%(name)s” is too large: at most %(limit)d MB. Send a smaller "
                "photo, a shorter video, or a screenshot of the part that matters."
            )
            % {"name": filename, "limit": kind.max_bytes // 1024 // 1024}
        )


def refuse_declared(kind: Kind, *, filename: str, declared: str) -> None:
    """Refuse a type, as the browser declares it, that is not the one of the name."""
    declared = declared.split(";")[0].strip().lower()
    if declared not in {*UNDECLARED, kind.media_type, *kind.also_declared}:
        raise EvidenceRefused(_disagree(filename))


def judge_content(path: Path, kind: Kind, *, filename: str) -> None:
    """Refuse what is not, inside, what its name says. Reads the head of the file only."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        raise EvidenceRefused(_heic(filename))
    if kind_of_head(head) is not kind:
        raise EvidenceRefused(_disagree(filename))
    if kind.picture:
        _judge_picture(path, kind, filename)


def kind_of_head(head: bytes) -> Kind | None:
    """Return the kind whose signature the first bytes carry."""
    starts = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"%PDF-": PDF}
    for signature, kind in starts.items():
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return MOV if head[8:12] == b"qt  " else MP4
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head:
        return WEBM
    return None


def _judge_picture(path: Path, kind: Kind, filename: str) -> None:
    too_many = _(
        "The photo “%(name)s” has too many pixels: at most %(limit)d million. Send a "
        "smaller copy or a screenshot."
    ) % {"name": filename, "limit": settings.EVIDENCE_MAX_PIXELS // 1_000_000}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=[kind.picture]) as image:
                width, height = image.size
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise EvidenceRefused(too_many) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise EvidenceRefused(
            _("The photo “%(name)s” is damaged. Choose it again, or send a screenshot.")
            % {"name": filename}
        ) from error
    if width * height > settings.EVIDENCE_MAX_PIXELS:
        raise EvidenceRefused(too_many)


def _unknown(filename: str) -> str:
    return _(
        "The file “%(name)s” cannot be taken. Send photos (JPEG, PNG, WebP), PDF, or a "
        "short video (MP4, MOV, WebM)."
    ) % {"name": filename}


def _heic(filename: str) -> str:
    return _(
        "The photo “%(name)s” is in the format HEIC, which cannot be read here. Save it "
        "as JPEG or send a screenshot of it."
    ) % {"name": filename}


def _disagree(filename: str) -> str:
    return _(
        "The file “%(name)s” is not what its name says. Send the original file, or a "
        "screenshot of it."
    ) % {"name": filename}
