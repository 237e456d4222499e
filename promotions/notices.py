"""Who is told of a step in the life of a promotion, and with which mail.

A notice belongs to its event, so each submission of a dossier is told once, and a
second submission is told again.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.enums import UnitKind
from accounts.models import Unit
from notifications.outbox import Text, enqueue, rendered
from promotions.models import Promotion, PromotionEvent


def tell_merchant(promotion: Promotion, template: str, **facts: Any) -> None:
    """Enqueue the mail of the last event for the merchant and its people.

    ``facts`` are what the mail speaks of beside the promotion and its event.
    """
    for address in _merchant_addresses(promotion):
        _enqueue(promotion, template, address, facts)


def tell_trade_management(promotion: Promotion, template: str, **facts: Any) -> None:
    """Enqueue the mail for the Trade Management Division, and for who handles it."""
    units = Unit.objects.filter(kind=UnitKind.TRADE_MANAGEMENT, is_active=True)
    for address in units.exclude(email="").values_list("email", flat=True):
        _enqueue(promotion, template, address, facts)
    tell_officer(promotion, template, **facts)


def tell_officer(promotion: Promotion, template: str, **facts: Any) -> None:
    """Enqueue the mail for the officer who handles the dossier, if anyone does."""
    officer = promotion.assigned_to
    if officer is not None and officer.is_active:
        _enqueue(promotion, template, officer.email, facts)


def preview(promotion: Promotion, template: str, reason: str) -> Text:
    """Return the mail that a step would send for this reason; nothing is stored."""
    event = PromotionEvent(record=promotion, reason=reason)
    context = {"promotion": promotion, "event": event}
    return rendered(f"promotions/mail/{template}", context=context)


def _enqueue(
    promotion: Promotion, template: str, address: str, facts: Mapping[str, Any]
) -> None:
    event = _last_event(promotion)
    enqueue(
        f"promotions/mail/{template}",
        event_key=f"promotion:{promotion.pk}:{event.pk}",
        recipient=address,
        context={**facts, "promotion": promotion, "event": event},
    )


def _last_event(promotion: Promotion) -> PromotionEvent:
    return PromotionEvent.objects.filter(record=promotion).latest("pk")


def _merchant_addresses(promotion: Promotion) -> Iterator[str]:
    """Yield each address once, whatever its case."""
    merchant = promotion.merchant
    people = merchant.members.filter(user__is_active=True).order_by("pk")
    found = [merchant.email, *people.values_list("user__email", flat=True)]
    yield from dict.fromkeys(address.lower() for address in found if address)
