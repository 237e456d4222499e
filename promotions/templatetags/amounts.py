"""Money and percent in the way Vietnamese offices write them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"


@register.filter
def dong(amount: int | None) -> str:
    """Return «1.250.000 ₫», or nothing for nothing."""
    if amount is None:
        return ""
    return f"{number_format(amount, decimal_pos=0, force_grouping=True)}{NO_BREAK}₫"


@register.filter
def percent(share: Decimal | None) -> str:
    """Return «12,5%» without idle zeros, or nothing for nothing."""
    if share is None:
        return ""
    plain = f"{share.normalize():f}"
    return f"{number_format(Decimal(plain))}%"
