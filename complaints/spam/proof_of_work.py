"""A small sum the browser does before it sends, so that sending thousands costs.

The form carries a challenge: its own key, signed with the time. The browser looks for
a number that makes the SHA-256 of «challenge:number» begin with ``ZERO_BITS`` zero
bits; a phone needs about a second, the portal one hash to check it. As a key is good
for one report, so is a solved challenge. Nobody is refused without it.
"""

import hashlib
from datetime import timedelta
from enum import StrEnum

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

ZERO_BITS = 14
# A form may lie open, or wait on the device for a better line, for a day.
LASTS = timedelta(hours=26)
LONGEST_NUMBER = 12
_signer = TimestampSigner(sep="~", salt="complaints.proof")


class Proof(StrEnum):
    SOLVED = "solved"
    MISSING = "missing"
    EXPIRED = "expired"
    WRONG = "wrong"


def challenge_for(key: object) -> str:
    """Return the challenge of a form with this key."""
    return _signer.sign(str(key))


def judge(challenge: str, number: str, *, key: object) -> Proof:
    """Say what the sender brought: nothing, something wrong or old, or the solution."""
    if not challenge or not number:
        return Proof.MISSING
    try:
        signed_key = _signer.unsign(challenge, max_age=LASTS)
    except SignatureExpired:
        return Proof.EXPIRED
    except BadSignature:
        return Proof.WRONG
    is_right = signed_key == str(key) and is_solution(challenge, number)
    return Proof.SOLVED if is_right else Proof.WRONG


def is_solution(challenge: str, number: str) -> bool:
    if not (number.isascii() and number.isdigit()) or len(number) > LONGEST_NUMBER:
        return False
    digest = hashlib.sha256(f"{challenge}:{number}".encode()).digest()
    return int.from_bytes(digest[:4]) >> (32 - ZERO_BITS) == 0
