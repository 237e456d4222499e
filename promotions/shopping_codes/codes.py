"""The codes themselves: readable aloud, impossible to guess, signed for the till."""

import base64
from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from documents import signing
from documents.readable_codes import ReadableCode

CODE = ReadableCode("MS", length=12)
new_code = CODE.new
normalise = CODE.meant
_tokens = Signer(sep="~", salt="promotions.shopping-code")
_CURVE = ec.SECP256R1()
_COORDINATE_BYTES = 32
_EMAIL_ALIASES = frozenset({"gmail.com", "googlemail.com"})


def claimant_of(email: str) -> str:
    """Return the keyed hash by which a person is known; the address is not stored.

    Case, «+word» and the dots of Gmail make no second person.
    """
    local, _, domain = email.strip().lower().rpartition("@")
    local = local.split("+")[0]
    if domain in _EMAIL_ALIASES:
        local, domain = local.replace(".", ""), "gmail.com"
    hmac = salted_hmac("promotions.claimant", f"{local}@{domain}", algorithm="sha256")
    return hmac.hexdigest()


def token_of(code: str) -> str:
    """Return what the private address of a code ends in."""
    return _tokens.sign(code)


def code_of_token(token: str) -> str | None:
    try:
        return _tokens.unsign(token)
    except BadSignature:
        return None


def till_text(code: str, expires_at: datetime) -> str:
    """Return «code.until.signature», which a till checks without a network.

    ``until`` is seconds since 1970, the signature ECDSA on P-256 with SHA-256 over what
    stands before it, as 64 bytes in URL-safe Base64.
    """
    signed = f"{code}.{int(expires_at.timestamp())}"
    der = _key().sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
    pair = b"".join(
        number.to_bytes(_COORDINATE_BYTES, "big")
        for number in decode_dss_signature(der)
    )
    return f"{signed}.{signing.written(pair)}"


def read_till_text(text: str) -> tuple[str, datetime] | None:
    """Return the code and its end if the signature is ours, else None."""
    try:
        signed, _, signature = text.strip().rpartition(".")
        code, _, until = signed.rpartition(".")
        pair = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        der = encode_dss_signature(
            int.from_bytes(pair[:_COORDINATE_BYTES], "big"),
            int.from_bytes(pair[_COORDINATE_BYTES:], "big"),
        )
        _key().public_key().verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
        return code, datetime.fromtimestamp(int(until), tz=UTC)
    except (InvalidSignature, ValueError):
        return None


def public_key() -> str:
    """Return the uncompressed public point in URL-safe Base64, for the till's page."""
    point = _key().public_key().public_numbers()
    raw = b"\x04" + b"".join(
        number.to_bytes(_COORDINATE_BYTES, "big") for number in (point.x, point.y)
    )
    return signing.written(raw)


def _key() -> ec.EllipticCurvePrivateKey:
    """Return the key of this installation, which follows from its SECRET_KEY."""
    seed = signing.seed("promotions.shopping-code.till")
    return ec.derive_private_key(int.from_bytes(seed, "big"), _CURVE)
