"""A merchant's profile: made once for a tax code, kept by its people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from stdnum.vn import mst

from accounts.models import User
from promotions import register_cache
from promotions.enums import MemberRole
from promotions.models import Merchant, MerchantMember, SalesChannel
from promotions.search import refresh_search


class TaxCodeTaken(Exception):
    """Another account keeps the merchant of this tax code; whose is not told."""


class ChannelInUse(Exception):
    """A promotion that was handed in names the channel."""


def register_merchant(facts: Mapping[str, Any], *, by: User, at: datetime) -> Merchant:
    """Create the profile with ``by`` as its owner.

    A repeat by somebody who already keeps it returns it unchanged. Raises
    ``TaxCodeTaken``, also to the slower of two who try at once.
    """
    try:
        with transaction.atomic():
            merchant = Merchant.objects.create(created_at=at, **facts)
            MerchantMember.objects.create(
                merchant=merchant, user=by, role=MemberRole.OWNER
            )
    except IntegrityError as error:
        known = Merchant.objects.filter(tax_code=mst.compact(facts["tax_code"]))
        own = known.filter(members__user=by).first()
        if own is not None:
            return own
        if known.exists():
            raise TaxCodeTaken from error
        raise
    return merchant


def save_merchant(merchant: Merchant, facts: Mapping[str, Any]) -> Merchant:
    """Change the profile, and what its promotions are found by.

    The tax code stays: it says who the merchant is.
    """
    with transaction.atomic():
        locked = Merchant.objects.select_for_update(of=("self",)).get(pk=merchant.pk)
        for name, value in facts.items():
            assert name != "tax_code"
            setattr(locked, name, value)
        locked.save()
        for promotion in locked.promotions.select_related("merchant"):
            refresh_search(promotion)
        register_cache.changed()
    return locked


def save_channel(
    merchant: Merchant, facts: Mapping[str, Any], *, channel: SalesChannel | None
) -> SalesChannel:
    """Add a channel to the merchant, or change the given one."""
    channel = channel or SalesChannel(merchant=merchant)
    for name, value in facts.items():
        setattr(channel, name, value)
    channel.save()
    return channel


def remove_channel(channel: SalesChannel) -> None:
    """Take away a channel that only drafts name. Raises ``ChannelInUse``."""
    with transaction.atomic():
        if channel.promotions.filter(submitted_at__isnull=False).exists():
            raise ChannelInUse
        channel.delete()
