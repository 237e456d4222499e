"""What happened to a dossier, in words."""

from django import template

from promotions.models import PromotionEvent
from promotions.story import title_of

register = template.Library()


@register.filter
def event_title(event: PromotionEvent) -> str:
    return title_of(event)
