"""Rules and numbers of the law in the words of its page."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from promotions.enums import Severity

register = template.Library()

TAGS = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "info"}


@register.filter
def severity_tag(severity: str) -> str:
    return TAGS[Severity(severity)]


@register.filter
def plain_number(value: Decimal) -> str:
    """Return a number without idle zeros: 50, 0,5, 100.000.000."""
    return number_format(Decimal(f"{value.normalize():f}"), force_grouping=True)
