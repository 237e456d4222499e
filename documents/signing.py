"""Signatures of this installation, which anybody may check with its public key.

Each purpose has a key of its own, which follows from SECRET_KEY. What was signed under
a key that is kept in SECRET_KEY_FALLBACKS is still recognised. Signatures and keys are
written in URL-safe Base64 without padding.
"""

import base64

from django.conf import settings

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEED_BYTES = 32


def seed(purpose: str, *, secret: str = "") -> bytes:
    """Return the 32 bytes from which the key of a purpose is made."""
    return HKDF(
        algorithm=hashes.SHA256(),
        length=SEED_BYTES,
        salt=None,
        info=purpose.encode(),
    ).derive((secret or settings.SECRET_KEY).encode())


def sign(text: str, *, purpose: str) -> str:
    """Return the Ed25519 signature of the text: 64 bytes, the same each time."""
    return written(_key(purpose, settings.SECRET_KEY).sign(text.encode()))


def is_signed(text: str, signature: str, *, purpose: str) -> bool:
    """Whether the portal signed exactly this text for this purpose."""
    try:
        claimed = base64.b64decode(
            signature + "=" * (-len(signature) % 4), altchars=b"-_", validate=True
        )
    except ValueError:
        return False
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(_fits(text, claimed, purpose, secret) for secret in secrets)


def public_key(purpose: str) -> str:
    return written(_key(purpose, settings.SECRET_KEY).public_key().public_bytes_raw())


def written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _fits(text: str, signature: bytes, purpose: str, secret: str) -> bool:
    try:
        _key(purpose, secret).public_key().verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def _key(purpose: str, secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed(purpose, secret=secret))
