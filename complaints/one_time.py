"""Links that let the receiver of a mail do one thing once, without logging in.

The token is random and signed; the database keeps its hash. Reading a link changes
nothing, because mail scanners open every one: only a POST uses it up.
"""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.enums import LinkPurpose
from complaints.models import Complaint, OneTimeLink

_ADDRESSES = {
    LinkPurpose.SELLER: "complaint_seller",
    LinkPurpose.PROMISE: "complaint_promise",
    LinkPurpose.FEEDBACK: "complaint_feedback_link",
}


class LinkIsDead(Exception):
    """Raised when a link was used, ran out or was replaced; nothing has changed."""

    message = property(
        lambda self: _("This link was used already or has run out. Nothing was stored.")
    )


def make(
    purpose: LinkPurpose, complaint: Complaint, *, at: datetime, expires_at: datetime
) -> tuple[OneTimeLink, str]:
    """Return a new link and its address, which is never seen again."""
    secret = secrets.token_urlsafe(24)
    link = OneTimeLink.objects.create(
        complaint=complaint,
        purpose=purpose,
        token_sha256=_hash(secret),
        created_at=at,
        expires_at=expires_at,
    )
    token = _signer(purpose).sign(secret)
    path = reverse(_ADDRESSES[purpose], args=[token])
    return link, settings.PORTAL_ORIGIN.rstrip("/") + path


def find(purpose: LinkPurpose, token: str) -> OneTimeLink | None:
    """Return the link of a token, used up or not; None if nobody made it."""
    try:
        secret = _signer(purpose).unsign(token)
    except BadSignature:
        return None
    links = OneTimeLink.objects.filter(purpose=purpose, token_sha256=_hash(secret))
    return links.first()


def use(link: OneTimeLink, *, at: datetime) -> OneTimeLink:
    """Use the link up, or raise ``LinkIsDead``. Of two at once the second loses.

    Runs inside the transaction of what the link is for.
    """
    locked = OneTimeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not locked.is_open(at=at):
        raise LinkIsDead
    locked.used_at = at
    locked.save(update_fields=["used_at"])
    return locked


def end(link: OneTimeLink, *, at: datetime) -> None:
    """Let an unused link run out now, because another one replaces it."""
    OneTimeLink.objects.filter(pk=link.pk, expires_at__gt=at, used_at=None).update(
        expires_at=at
    )


def _signer(purpose: LinkPurpose) -> Signer:
    return Signer(sep="~", salt=f"complaints.one_time.{purpose}")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
