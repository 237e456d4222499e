from datetime import datetime, timedelta

import pytest

from promotions.shopping_codes import codes
from tests.promotions.factories import HCM

UNTIL = datetime(2024, 12, 2, tzinfo=HCM)


@pytest.mark.parametrize(
    "same",
    ["lan@thu.example", " LAN@thu.example ", "lan+hai@thu.example"],
)
def test_one_address_is_one_person(same):
    assert codes.claimant_of(same) == codes.claimant_of("lan@thu.example")


def test_dots_make_no_second_person_at_gmail_alone():
    assert codes.claimant_of("l.a.n@gmail.com") == codes.claimant_of(
        "lan@googlemail.com"
    )
    assert codes.claimant_of("l.an@thu.example") != codes.claimant_of("lan@thu.example")


def test_address_cannot_be_read_from_its_mark():
    assert "lan" not in codes.claimant_of("lan@thu.example")


def test_signed_code_is_read_back():
    code = codes.new_code()

    assert codes.read_till_text(codes.till_text(code, UNTIL)) == (code, UNTIL)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_changed_code_is_not_ours(part):
    text = codes.till_text(codes.new_code(), UNTIL)
    other = codes.till_text(codes.new_code(), UNTIL + timedelta(days=1))
    parts = text.split(".")
    parts[part] = other.split(".")[part]

    assert codes.read_till_text(".".join(parts)) is None


@pytest.mark.parametrize("text", ["", "MS-1", "a.b.c", "a.1." + "A" * 86])
def test_what_is_no_signed_code_is_not_ours(text):
    assert codes.read_till_text(text) is None


def test_code_of_another_installation_is_not_ours(settings):
    text = codes.till_text(codes.new_code(), UNTIL)
    settings.SECRET_KEY = "another" * 10

    assert codes.read_till_text(text) is None


def test_key_of_the_till_stays_when_the_portal_is_renewed(settings):
    settings.SECRET_KEY = "k" * 60

    assert codes.public_key() == (
        "BIwpfh6U8Jg3X8Aec6vB188w_JQIPjG8yY6XDGGB5POAQrvsIlQ9ary6Yr6IjqgvJRxiumxsrEGci1KW"
        "MVq9ZMQ"
    )


def test_private_address_cannot_be_made_up():
    token = codes.token_of("MS-AAAA-BBBB-CCCC")

    assert codes.code_of_token(token) == "MS-AAAA-BBBB-CCCC"
    assert codes.code_of_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
