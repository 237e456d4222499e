import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from documents import signing


def test_what_was_signed_is_recognised_by_its_own_purpose_only():
    signature = signing.sign("Tệp 1", purpose="one")

    assert signing.is_signed("Tệp 1", signature, purpose="one")
    assert not signing.is_signed("Tệp 1", signature, purpose="two")
    assert not signing.is_signed("Tệp 2", signature, purpose="one")


def test_signature_is_the_same_each_time_and_differs_by_one_letter_of_the_text():
    first, second = (signing.sign("a", purpose="one") for _ in range(2))

    assert first == second
    assert len(first) == 86
    assert signing.sign("b", purpose="one") != first


@pytest.mark.parametrize("made_up", ["", "A", "A" * 86, "ký", "*" * 86, "A" * 5_000])
def test_what_is_no_signature_is_refused_quietly(made_up):
    assert not signing.is_signed("a", made_up, purpose="one")


def test_former_key_is_recognised_while_it_is_kept(settings):
    settings.SECRET_KEY = former = "former" * 10
    signature = signing.sign("a", purpose="one")
    key = signing.public_key("one")

    settings.SECRET_KEY = "present" * 10
    assert not signing.is_signed("a", signature, purpose="one")
    assert signing.public_key("one") != key
    settings.SECRET_KEY_FALLBACKS = [former]
    assert signing.is_signed("a", signature, purpose="one")


def test_anybody_checks_with_the_public_key_alone():
    signature = base64.urlsafe_b64decode(signing.sign("a", purpose="one") + "==")
    key = base64.urlsafe_b64decode(signing.public_key("one") + "=")

    Ed25519PublicKey.from_public_bytes(key).verify(signature, b"a")
