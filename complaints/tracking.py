"""Finding a complaint again: the code, and something only the complainant knows.

A wrong code and a wrong second factor get the same answer after the same work: one
query and one comparison in constant time.
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare

from complaints.codes import normalise
from complaints.models import Complaint

LAST_DIGITS = 4
RECEIPT_SHOWN_FOR = timedelta(days=7)
ACCESS_LASTS = timedelta(minutes=30)
_SESSION_KEY = "complaints_seen"
# Compared with where there is no factor; nobody can know it, so nothing matches it.
_NOBODY = secrets.token_hex()
_receipts = Signer(sep="~", salt="complaints.receipt")


def find(code: str, second_factor: str) -> Complaint | None:
    """Return the complaint if both belong together, else None.

    The second factor is the last four digits of the phone number, or the e-mail
    address. An anonymous tip has none and cannot be looked up.
    """
    complaint = Complaint.objects.filter(code=normalise(code)).first()
    given = _folded(second_factor)
    phone, email = _factors(complaint)
    # Both comparisons always run.
    is_phone = constant_time_compare(given, phone)
    is_email = constant_time_compare(given, email)
    return complaint if is_phone or is_email else None


def _factors(complaint: Complaint | None) -> tuple[str, str]:
    if complaint is None:
        return _NOBODY, _NOBODY
    digits = re.sub(r"\D", "", str(complaint.phone or ""))[-LAST_DIGITS:]
    return digits or _NOBODY, _folded(complaint.email) or _NOBODY


def _folded(text: str) -> str:
    return text.strip().lower()


def receipt_token(code: str) -> str:
    """Return what the address of a receipt ends in, the same for every repeat."""
    return _receipts.sign(code)


def read_receipt_token(token: str) -> str | None:
    """Return the code a receipt address was made for, or None if nobody made it."""
    try:
        return _receipts.unsign(token)
    except BadSignature:
        return None


def is_receipt_shown(complaint: Complaint, *, at: datetime) -> bool:
    """Whether the receipt page still opens; later the look-up page does."""
    return at < complaint.received_at + RECEIPT_SHOWN_FOR


def grant(session: Any, complaint: Complaint, *, at: datetime) -> None:
    """Let this browser read this one complaint for a while."""
    session[_SESSION_KEY] = {complaint.code: at.isoformat()}


def is_granted(session: Any, code: str, *, at: datetime) -> bool:
    began = session.get(_SESSION_KEY, {}).get(code)
    if began is None:
        return False
    return at - ACCESS_LASTS < datetime.fromisoformat(began) <= at


def forget(session: Any) -> None:
    """Close the complaint on this device, which others may use next."""
    session.pop(_SESSION_KEY, None)
