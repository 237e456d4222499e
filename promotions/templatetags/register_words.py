"""How a promotion reads in the register at the portal's moment."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context

from promotions import prices, register as the_register
from promotions.models import Item, Promotion

register = template.Library()


@register.simple_tag(takes_context=True)
def words_of(context: Context, promotion: Promotion) -> the_register.RegisterWords:
    return the_register.in_words(promotion, at=context["portal_now"])


@register.filter
def percent_off(item: Item) -> Decimal | None:
    return prices.percent_off(item)


@register.filter
def saved_vnd(item: Item) -> int | None:
    return prices.saved_vnd(item)


@register.filter
def at_key(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Return what stands under a key, or None; templates cannot look one up."""
    return mapping.get(key)
