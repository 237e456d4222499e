"""Money and percent in the way Vietnamese offices write them."""

from decimal import Decimal

from django.utils.formats import number_format

NO_BREAK = "\N{NO-BREAK SPACE}"


def dong(amount: int | None) -> str:
    """Return «1.250.000 ₫», or nothing for nothing."""
    if amount is None:
        return ""
    return f"{number_format(amount, decimal_pos=0, force_grouping=True)}{NO_BREAK}₫"


def percent(share: Decimal | None) -> str:
    """Return «12,5%» without idle zeros, or nothing for nothing."""
    if share is None:
        return ""
    plain = f"{share.normalize():f}"
    return f"{number_format(Decimal(plain))}%"
