import re

import pytest

from complaints.codes import new_code, normalise, tracking_address, tracking_qr

CODE = "PA-7K3M-9QXD-2TRV"


def test_codes_hold_sixty_random_bits():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    shape = re.compile(r"PA(-[0-9A-HJKMNP-TV-Z]{4}){3}")
    assert [code for code in codes if not shape.fullmatch(code)] == []


@pytest.mark.parametrize(
    "typed",
    [CODE, "pa-7k3m-9qxd-2trv", "PA7K3M9QXD2TRV", " 7K3M 9QXD 2TRV ", "7k3m-9qxd-2trv"],
)
def test_a_code_is_understood_as_people_type_it(typed):
    assert normalise(typed) == CODE


def test_letters_that_look_alike_are_understood():
    assert normalise("PA-OI1L-0000-0000") == "PA-0111-0000-0000"


@pytest.mark.parametrize(
    "typed", ["", "PA-", "PA-7K3M-9QXD", "PA-7K3M-9QXD-2TRU", "x" * 500]
)
def test_what_cannot_be_a_code_is_nothing(typed):
    assert normalise(typed) == ""


def test_qr_leads_to_the_look_up_page(settings):
    settings.PORTAL_ORIGIN = "https://khuyenmai.example/"

    assert tracking_address(CODE) == (
        f"https://khuyenmai.example/phan-anh/tra-cuu/?ma={CODE}"
    )
    assert tracking_qr(CODE).startswith("data:image/svg+xml")
