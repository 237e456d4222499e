"""Forms of promotion and moments in words."""

from datetime import datetime

from django import template

from campaigns import moments
from promotions.enums import PromotionForm

register = template.Library()


@register.filter
def starting(moment: datetime | None) -> str:
    return "" if moment is None else moments.starting(moment)


@register.filter
def ending(moment: datetime | None) -> str:
    return "" if moment is None else moments.ending(moment)


@register.filter
def form_names(codes: list[str]) -> str:
    """Return the names of forms of promotion, in the order of the law."""
    return "; ".join(str(form.label) for form in PromotionForm if form.value in codes)
