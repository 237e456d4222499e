import pytest

from documents.codes import address, new_code, normalise, qr_png, qr_svg
from documents.readable_codes import ALPHABET


def test_new_codes_differ_and_can_be_read_back():
    made = {new_code() for _ in range(500)}

    assert len(made) == 500
    assert {normalise(code) for code in made} == made


def test_no_letter_of_a_code_can_be_taken_for_another():
    assert set("ILOU").isdisjoint(ALPHABET)
    assert len(ALPHABET) == 32


@pytest.mark.parametrize(
    "typed",
    [
        "TL-7K3M-9QXD",
        "tl-7k3m-9qxd",
        " TL 7K3M 9QXD ",
        "TL7K3M9QXD",
        "7K3M-9QXD",
        "TL–7K3M–9QXD",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert normalise(typed) == "TL-7K3M-9QXD"


def test_letters_that_look_like_digits_are_understood():
    assert normalise("TL-OIL0-1234") == "TL-0110-1234"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "TL-",
        "TL-7K3M-9QX",
        "TL-7K3M-9QXDD",
        "TL-7K3M-9QXU",
        "KM-2024-000123",
        "★" * 8,
    ],
)
def test_what_cannot_be_a_code_is_none(typed):
    assert normalise(typed) == ""


def test_the_address_stands_on_the_portal(settings):
    settings.PORTAL_ORIGIN = "https://khuyenmai.example.vn/"

    assert address("TL-7K3M-9QXD") == (
        "https://khuyenmai.example.vn/xac-minh/TL-7K3M-9QXD/"
    )


def test_the_qr_is_the_same_each_time_and_has_no_script():
    assert qr_svg("TL-7K3M-9QXD") == qr_svg("TL-7K3M-9QXD")
    assert "<script" not in qr_svg("TL-7K3M-9QXD")
    assert qr_png("TL-7K3M-9QXD").startswith(b"\x89PNG")
