import io

import pytest
from PIL import Image

from complaints.evidence.pictures import LONGEST_SIDE, NoPicture, redrawn
from tests.complaints.evidence import samples


def redraw(tmp_path, content, format_name="JPEG"):
    path = tmp_path / "photo"
    path.write_bytes(content)
    return Image.open(io.BytesIO(redrawn(path, format_name=format_name)))


def test_nothing_the_camera_noted_comes_along(tmp_path):
    photo = samples.camera_photo()
    assert Image.open(io.BytesIO(photo)).getexif().get_ifd(samples.GPS)

    picture = redraw(tmp_path, photo)

    assert picture.format == "JPEG"
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_on_its_side_is_shown_upright(tmp_path):
    assert redraw(tmp_path, samples.camera_photo(size=(64, 32))).size == (32, 64)


def test_a_large_photo_becomes_smaller(tmp_path):
    picture = redraw(tmp_path, samples.picture(size=(LONGEST_SIDE * 2, 100)))

    assert picture.size == (LONGEST_SIDE, 50)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_sort_of_pixels_becomes_a_picture(tmp_path, mode):
    made = io.BytesIO()
    Image.new(mode, (8, 8)).save(made, "PNG")

    assert redraw(tmp_path, made.getvalue(), "PNG").mode == "RGB"


def test_what_is_see_through_lies_on_white_paper(tmp_path):
    made = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(made, "PNG")

    assert redraw(tmp_path, made.getvalue(), "PNG").getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", samples.picture(size=(200, 200))[:-400]]
)
def test_a_broken_photo_gives_no_picture(tmp_path, content):
    with pytest.raises(NoPicture):
        redraw(tmp_path, content)
