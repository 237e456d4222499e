"""Making a picture to look at anew from the pixels of a photo.

Nothing of the file but its pixels comes along: no place, device, time or thumbnail
that a camera notes in it. Whatever fails, there is no picture.
"""

import io
from pathlib import Path

from PIL import Image, ImageOps

LONGEST_SIDE = 1280
QUALITY = 80
PAPER = (255, 255, 255)


class NoPicture(Exception):
    """The pixels cannot be read; the original stays sealed and is not shown."""


def redrawn(path: Path, *, format_name: str) -> bytes:
    """Return the photo upright, smaller, as a JPEG without metadata."""
    try:
        with Image.open(path, formats=[format_name]) as image:
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _jpeg(_pixels_only(upright))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture from error


def _pixels_only(image: Image.Image) -> Image.Image:
    """Copy the pixels to a new white sheet, which has no past."""
    sheet = Image.new("RGB", image.size, PAPER)
    pixels = image.convert("RGBA")
    sheet.paste(pixels, mask=pixels.getchannel("A"))
    return sheet


def _jpeg(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
