"""Hiding how to reach people in what they wrote themselves.

A unit that only watches its area reads the story, in which people put phone numbers
and addresses of their own, and so do those who handle it until they ask to be shown
who sent it; whatever looks like one is covered.
"""

import re

from django.utils.translation import gettext as _

from complaints.models import Complaint

_EMAIL = re.compile(r"\S+@\S+")
# Eight or more digits, with what people put between them. Amounts are grouped by
# three with dots or commas («1.250.000») and do not begin with 0; days have slashes.
_DIGITS = re.compile(r"(?<![\d.,/])\(?\+?\(?\d(?:[\s.()-]{0,2}\d){7,}(?!\d)")
_MONEY = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+")
# Where people say that an address is their own; without that it is the shop's, which
# whoever handles the report needs. Covered to the end of the sentence.
_HOME = re.compile(
    r"(?P<lead>\b(?:(?:nhà )?(?:tôi|em|mình) (?:sống |trú |hiện )?(?:ở|tại)"
    r"|(?:giao|ship|gửi)(?: hàng)? (?:đến|tới|về|tận)"
    r" (?:nhà|địa chỉ|số nhà|thôn|xóm|ngõ|ngách|đường|phố)"
    r"|địa chỉ (?:của )?(?:tôi|em|mình|nhà|nhận hàng|giao hàng)(?: là)?)\b:?)"
    r"(?P<place>[^.;\n]*\d[^.;\n]*)",
    re.IGNORECASE,
)


def mask_contacts(text: str) -> str:
    """Return the text with e-mail addresses, long numbers and homes covered."""
    covered = _("[covered]")
    without_mail = _EMAIL.sub(covered, text)
    without_numbers = _DIGITS.sub(
        lambda found: found[0] if _MONEY.fullmatch(found[0]) else covered, without_mail
    )
    return _HOME.sub(lambda found: f"{found['lead']} {covered}", without_numbers)


def mask_sender(complaint: Complaint, text: str) -> str:
    """Cover the name of who sent this report too, wherever the text has it."""
    words = complaint.full_name.split()
    if words:
        # A name of one word is a common word in small letters.
        alike = re.IGNORECASE if len(words) > 1 else re.NOFLAG
        name = r"\s+".join(map(re.escape, words))
        text = re.sub(rf"\b{name}\b", _("[covered]"), text, flags=alike)
    return mask_contacts(text)
