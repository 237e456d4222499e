"""The people of a merchant: invited, given a role, taken out; the last owner stays.

Each verb is one transaction on the locked merchant, with its event; an invitation is
told by mail in the same transaction.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.outbox import enqueue
from promotions.enums import MemberRole, MemberVerb
from promotions.models import (
    MemberEvent,
    MemberInvitation,
    Merchant,
    MerchantMember,
)

VALID_FOR = timedelta(days=7)
MOST_OPEN = 20


class MemberRefused(Exception):
    """A step that the rules for members do not allow, with a sentence for it."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


LAST_OWNER = _(
    "A business keeps at least one owner. Make another person owner first; then this "
    "step can be taken."
)
NOT_VALID = _(
    "This invitation is no longer valid: it was used, withdrawn, or it has expired. "
    "Please ask the owner of the business for a new one."
)
OTHER_ADDRESS = _(
    "This invitation was sent to another e-mail address. Log in with the account of "
    "that address, or ask for an invitation to this one."
)


def open_invitations(merchant: Merchant, *, at: datetime) -> QuerySet[MemberInvitation]:
    return merchant.invitations.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
    )


def invite(
    merchant: Merchant, email: str, role: MemberRole, *, by: User, at: datetime
) -> MemberInvitation:
    """Ask an address to act for the merchant; the mail holds a link for one use."""
    email = email.strip().lower()
    with _locked(merchant) as locked:
        _refuse_second(locked, email, at=at)
        token = secrets.token_urlsafe(32)
        invitation = MemberInvitation.objects.create(
            merchant=locked,
            email=email,
            role=role,
            token_hash=hash_of(token),
            invited_at=at,
            expires_at=at + VALID_FOR,
        )
        _record(locked, MemberVerb.INVITED, email, role, by=by, at=at)
        enqueue(
            "promotions/mail/invited",
            event_key=f"invitation:{invitation.pk}",
            recipient=email,
            context={
                "invitation": invitation,
                "merchant": locked,
                "address": reverse("invitation", args=[token]),
            },
        )
    return invitation


def _refuse_second(merchant: Merchant, email: str, *, at: datetime) -> None:
    if merchant.members.filter(user__email__iexact=email).exists():
        raise MemberRefused(_("This person already acts for the business."))
    merchant.invitations.filter(
        email=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).filter(expires_at__lte=at).update(withdrawn_at=at)
    waiting = open_invitations(merchant, at=at)
    if waiting.filter(email=email).exists():
        raise MemberRefused(
            _(
                "An invitation to this address is still open. Withdraw it first if it "
                "was lost."
            )
        )
    if waiting.count() >= MOST_OPEN:
        raise MemberRefused(
            _("Too many invitations are open. Withdraw those that are not needed.")
        )


def invitation_of(token: str, *, at: datetime) -> MemberInvitation:
    """Return the open invitation of a link. Raises ``MemberRefused``."""
    found = (
        MemberInvitation.objects.filter(
            token_hash=hash_of(token),
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=at,
        )
        .select_related("merchant")
        .first()
    )
    if found is None:
        raise MemberRefused(NOT_VALID)
    return found


def accept(token: str, *, by: User, at: datetime) -> MerchantMember:
    """Become a member by the link; only the person of the invited address can."""
    invitation = invitation_of(token, at=at)
    with _locked(invitation.merchant) as merchant:
        invitation = invitation_of(token, at=at)
        if invitation.email != by.email.lower():
            raise MemberRefused(OTHER_ADDRESS)
        member, _new = MerchantMember.objects.get_or_create(
            merchant=merchant, user=by, defaults={"role": invitation.role}
        )
        invitation.accepted_at = at
        invitation.save(update_fields=["accepted_at"])
        _record(
            merchant,
            MemberVerb.JOINED,
            by.email,
            MemberRole(member.role),
            by=by,
            at=at,
        )
    return member


def withdraw_invitation(
    invitation: MemberInvitation, *, by: User, at: datetime
) -> None:
    """Make the link of an open invitation useless; a repeat changes nothing."""
    with _locked(invitation.merchant) as merchant:
        changed = MemberInvitation.objects.filter(
            pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
        ).update(withdrawn_at=at)
        if changed:
            role = MemberRole(invitation.role)
            _record(
                merchant, MemberVerb.WITHDRAWN, invitation.email, role, by=by, at=at
            )


def change_role(
    member: MerchantMember, role: MemberRole, *, by: User, at: datetime
) -> None:
    """Give a member another role. Raises ``MemberRefused`` for the last owner."""
    with _locked(member.merchant) as merchant:
        fresh = _still_there(merchant, member)
        if fresh.role == role:
            return
        _refuse_last_owner(merchant, fresh)
        fresh.role = role
        fresh.save(update_fields=["role"])
        _record(merchant, MemberVerb.CHANGED, fresh.user.email, role, by=by, at=at)


def remove(member: MerchantMember, *, by: User, at: datetime) -> None:
    """Take a member out; what the person did stays in the events."""
    with _locked(member.merchant) as merchant:
        fresh = _still_there(merchant, member)
        _refuse_last_owner(merchant, fresh)
        role = MemberRole(fresh.role)
        _record(merchant, MemberVerb.REMOVED, fresh.user.email, role, by=by, at=at)
        fresh.delete()


def _still_there(merchant: Merchant, member: MerchantMember) -> MerchantMember:
    found = merchant.members.select_related("user").filter(pk=member.pk).first()
    if found is None:
        raise MemberRefused(_("This person no longer acts for the business."))
    return found


def _refuse_last_owner(merchant: Merchant, member: MerchantMember) -> None:
    owners = merchant.members.filter(role=MemberRole.OWNER, user__is_active=True)
    is_owner = member.role == MemberRole.OWNER
    if is_owner and not owners.exclude(pk=member.pk).exists():
        raise MemberRefused(LAST_OWNER)


@contextmanager
def _locked(merchant: Merchant) -> Iterator[Merchant]:
    """Give the merchant, locked: two owners cannot both leave at once."""
    with transaction.atomic():
        yield Merchant.objects.select_for_update(of=("self",)).get(pk=merchant.pk)


def _record(
    merchant: Merchant,
    verb: MemberVerb,
    about: str,
    role: MemberRole,
    *,
    by: User,
    at: datetime,
) -> None:
    MemberEvent.objects.create(
        merchant=merchant, verb=verb, about=about, role=role, by=by, happened_at=at
    )


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
