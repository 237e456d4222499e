"""Keys for a merchant's software: made and revoked by owners, shown once.

A key is worth no more than the owner who made it: when that person leaves the merchant
or may no longer log in, the key stops working.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.once import submit_once
from promotions.enums import KeyScope
from promotions.models import ApiKey, Merchant
from promotions.permissions import may_keep_keys

MARK = "km_"
PREFIX_CHARACTERS = len(MARK) + 8
MOST_KEYS = 10
USE_NOTED_EVERY = timedelta(minutes=1)
PURPOSE = "api key"


class TooManyKeys(Exception):
    message = property(
        lambda self: (
            _(
                "A merchant may have %(most)d keys in use. Revoke one that is no longer "
                "needed."
            )
            % {"most": MOST_KEYS}
        )
    )


@dataclass(frozen=True)
class Issued:
    """A key with its secret; a repeat of the same post has no secret any more."""

    key: ApiKey
    secret: str


def issue(
    merchant: Merchant,
    *,
    name: str,
    scopes: Sequence[KeyScope],
    valid_for: timedelta,
    by: User,
    at: datetime,
    once: UUID,
) -> Issued:
    """Make a key and return it with its secret, which nobody can read again.

    Raises ``TooManyKeys`` and ``ContentConflict``.
    """
    secret = f"{MARK}{secrets.token_urlsafe(32)}"

    def create() -> str:
        Merchant.objects.select_for_update(of=("self",)).get(pk=merchant.pk)
        if merchant.api_keys.usable(at=at).count() >= MOST_KEYS:
            raise TooManyKeys
        return ApiKey.objects.create(
            merchant=merchant,
            name=name,
            prefix=secret[:PREFIX_CHARACTERS],
            sha256=_digest(secret),
            scopes=[scope for scope in KeyScope if scope in scopes],
            created_at=at,
            created_by=by,
            expires_at=at + valid_for,
        ).prefix

    content = [merchant.tax_code, name, sorted(scopes), valid_for.days, by.pk]
    receipt = submit_once(once, purpose=PURPOSE, content=content, create=create)
    key = merchant.api_keys.get(prefix=receipt.reference)
    return Issued(key, "" if receipt.is_repeat else secret)


def revoke(key: ApiKey, *, by: User, at: datetime) -> ApiKey:
    """End a key at once; one that is revoked already stays as it is."""
    with transaction.atomic():
        locked = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
        if locked.revoked_at is None:
            locked.revoked_at, locked.revoked_by = at, by
            locked.save(update_fields=["revoked_at", "revoked_by"])
    return locked


def holder(secret: str, *, at: datetime) -> ApiKey | None:
    """Return the key a secret opens now, and note its use; None for any other."""
    key = (
        ApiKey.objects.usable(at=at)
        .select_related("merchant", "created_by__unit")
        .filter(prefix=secret[:PREFIX_CHARACTERS])
        .first()
    )
    if key is None or not compare_digest(key.sha256, _digest(secret)):
        return None
    if not may_keep_keys(key.created_by, key.merchant):
        return None
    _note_use(key, at=at)
    return key


def _note_use(key: ApiKey, *, at: datetime) -> None:
    """Note the use once a minute; more would be a write for every read."""
    before = at - USE_NOTED_EVERY
    if key.last_used_at is None or key.last_used_at <= before:
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lte=before)
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=at)


def _digest(secret: str) -> str:
    """Hash a secret; 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
