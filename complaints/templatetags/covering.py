"""Covering contacts in what a page of a report shows besides its fields."""

from typing import Any

from django import template

from complaints.masking import mask_sender

register = template.Library()


@register.simple_tag(takes_context=True)
def covered(context: Any, text: str) -> str:
    """Return the text as this officer may read it now: see ``showing``."""
    return text if context["is_shown"] else mask_sender(context["original"], text)
