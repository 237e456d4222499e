"""Hiding how to reach people in what they wrote themselves.

A unit that only watches its area reads the story, in which people put phone numbers
and addresses of their own; whatever looks like one is covered.
"""

import re

from django.utils.translation import gettext as _

_EMAIL = re.compile(r"\S+@\S+")
# Eight or more digits, with what people put between them. Amounts are grouped by
# three with dots or commas («1.250.000») and do not begin with 0; days have slashes.
_DIGITS = re.compile(r"(?<![\d.,/])\(?\+?\(?\d(?:[\s.()-]{0,2}\d){7,}(?!\d)")
_MONEY = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+")


def mask_contacts(text: str) -> str:
    """Return the text with e-mail addresses and long numbers covered."""
    covered = _("[covered]")
    without_mail = _EMAIL.sub(covered, text)
    return _DIGITS.sub(
        lambda found: found[0] if _MONEY.fullmatch(found[0]) else covered, without_mail
    )
