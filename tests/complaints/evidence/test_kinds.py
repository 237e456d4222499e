from itertools import permutations

import pytest

from complaints.evidence import kinds
from complaints.evidence.trouble import EvidenceRefused
from tests.complaints.evidence import samples

CONTENTS = {
    "a.jpg": samples.picture(),
    "a.png": samples.picture("PNG"),
    "a.webp": samples.picture("WEBP"),
    "a.pdf": samples.PDF,
    "a.mp4": samples.MP4,
    "a.mov": samples.MOV,
    "a.webm": samples.WEBM,
}


def judge(tmp_path, name, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    kinds.judge_content(path, kinds.kind_by_name(name), filename=name)


@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_what_its_name_says_is_taken(tmp_path, name):
    judge(tmp_path, name, CONTENTS[name])


@pytest.mark.parametrize(("name", "inside"), [*permutations(CONTENTS, 2)])
def test_a_name_that_lies_is_refused(tmp_path, name, inside):
    with pytest.raises(EvidenceRefused, match=name):
        judge(tmp_path, name, CONTENTS[inside])


@pytest.mark.parametrize(
    ("name", "kind"),
    [("ANH.JPG", kinds.JPEG), ("a.b.jpeg", kinds.JPEG), ("phim.MOV", kinds.MOV)],
)
def test_the_end_of_the_name_counts_in_any_case(name, kind):
    assert kinds.kind_by_name(name) is kind


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a.html", "a.jpg.exe", "jpg", ""])
def test_other_kinds_are_refused_by_name(name):
    with pytest.raises(EvidenceRefused):
        kinds.kind_by_name(name)


@pytest.mark.parametrize("name", ["a.heic", "a.jpg"])
def test_a_photo_nobody_can_read_says_what_to_do(tmp_path, name):
    with pytest.raises(EvidenceRefused, match="HEIC"):
        judge(tmp_path, name, samples.HEIC)


def test_a_page_with_the_head_of_a_photo_is_no_photo(tmp_path):
    with pytest.raises(EvidenceRefused, match=r"“a.jpg”"):
        judge(tmp_path, "a.jpg", b"\xff\xd8\xff<html><script>alert(1)</script>")


@pytest.mark.parametrize("declared", ["image/jpeg", "image/jpg", "", "IMAGE/JPEG; q=1"])
def test_a_declared_type_that_fits_or_says_nothing_is_taken(declared):
    kinds.refuse_declared(kinds.JPEG, filename="a.jpg", declared=declared)


@pytest.mark.parametrize("declared", ["image/png", "text/html", "application/pdf"])
def test_a_declared_type_that_does_not_fit_is_refused(declared):
    with pytest.raises(EvidenceRefused, match=r"“a.jpg”"):
        kinds.refuse_declared(kinds.JPEG, filename="a.jpg", declared=declared)


@pytest.mark.parametrize(
    ("kind", "size", "is_taken"),
    [
        (kinds.JPEG, 0, False),
        (kinds.JPEG, 1, True),
        (kinds.JPEG, 100, True),
        (kinds.JPEG, 101, False),
        (kinds.PDF, 101, False),
        (kinds.MP4, 101, True),
        (kinds.MP4, 300, True),
        (kinds.MP4, 301, False),
    ],
)
def test_each_kind_has_its_largest_size(settings, kind, size, is_taken):
    settings.EVIDENCE_MAX_BYTES, settings.EVIDENCE_VIDEO_MAX_BYTES = 100, 300

    if is_taken:
        kinds.refuse_size(kind, filename="a", size=size)
    else:
        with pytest.raises(EvidenceRefused):
            kinds.refuse_size(kind, filename="a", size=size)


@pytest.mark.parametrize(("pixels", "is_taken"), [(2048, True), (2047, False)])
def test_a_photo_has_a_largest_number_of_pixels(settings, tmp_path, pixels, is_taken):
    settings.EVIDENCE_MAX_PIXELS = pixels

    if is_taken:
        judge(tmp_path, "a.png", samples.picture("PNG", size=(64, 32)))
    else:
        with pytest.raises(EvidenceRefused, match=r"“a.png”"):
            judge(tmp_path, "a.png", samples.picture("PNG", size=(64, 32)))


def test_a_small_file_that_unfolds_without_end_is_not_unfolded(tmp_path):
    bomb = bytearray(samples.picture("PNG"))
    bomb[16:24] = (60_000).to_bytes(4) * 2

    with pytest.raises(EvidenceRefused):
        judge(tmp_path, "a.png", bytes(bomb))
