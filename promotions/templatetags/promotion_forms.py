"""Forms of promotion and moments in words."""

from django import template

from campaigns import moments
from promotions.enums import PromotionForm

register = template.Library()
register.filter("starting", moments.starting)
register.filter("ending", moments.ending)


@register.filter
def form_names(codes: list[str]) -> str:
    """Return the names of forms of promotion, in the order of the law."""
    return "; ".join(str(form.label) for form in PromotionForm if form.value in codes)
