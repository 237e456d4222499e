"""Files as phones and people send them, made here so that nothing personal is kept."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile

from PIL import Image

from complaints.evidence import uploads
from complaints.models import Upload
from tests.complaints.factories import RECEIVED_AT

GPS = 0x8825
ORIENTATION = 0x0112
MAKE = 0x010F
TURNED = 6
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2mp41" + bytes(64)
MOV = b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  " + bytes(64)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(64)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


def picture(format_name="JPEG", size=(64, 32), **kwargs) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (163, 35, 27)).save(made, format_name, **kwargs)
    return made.getvalue()


def camera_photo(size=(64, 32)) -> bytes:
    """A photo that names the phone, lies on its side and tells where it was taken."""
    exif = Image.Exif()
    exif[MAKE] = "Điện thoại Thử"
    exif[ORIENTATION] = TURNED
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (19.0, 48.0, 27.0)
    return picture(size=size, exif=exif.tobytes())


def sent(name="anh.jpg", content=None, declared="image/jpeg") -> SimpleUploadedFile:
    body = picture() if content is None else content
    return SimpleUploadedFile(name, body, content_type=declared)


def uploaded(
    content=None, *, name="anh.jpg", declared="image/jpeg", at=RECEIVED_AT
) -> Upload:
    return uploads.take_in(sent(name, content, declared), at=at)
