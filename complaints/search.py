"""How officers find a complaint: by number, code, phone, e-mail or seller.

Phone and e-mail only find what the searcher's unit handles and nobody had restricted;
else a unit that merely watches could learn from a hit who complained.
"""

import re

from django.contrib.postgres.search import SearchQuery

from accounts.folding import fold
from accounts.permissions import Person
from complaints.codes import normalise
from complaints.models.complaint import SELLER_WORDS, ComplaintQuerySet

_NUMBER = re.compile(r"\d{1,7}")
_PHONE = re.compile(r"(?:\+?84|0)\d{8,10}")


def search(queryset: ComplaintQuerySet, text: str, *, by: Person) -> ComplaintQuerySet:
    """Narrow the list to what the text means; an empty text narrows nothing."""
    text = text.strip()
    compact = re.sub(r"[\s.()-]", "", text)
    code = normalise(text)
    if not text:
        return queryset
    if code:
        return queryset.filter(code=code)
    if _PHONE.fullmatch(compact):
        digits = re.sub(r"^(\+?84|0)", "", compact)
        return queryset.shown_to(by).filter(phone=f"+84{digits}")
    if "@" in text:
        return queryset.shown_to(by).filter(email__iexact=text)
    if _NUMBER.fullmatch(compact):
        return queryset.filter(pk=int(compact))
    return _by_seller(queryset, text)


def _by_seller(queryset: ComplaintQuerySet, text: str) -> ComplaintQuerySet:
    """Each word must begin a word of the seller's name or address."""
    words = fold(text).split()
    if not words:
        return queryset.none()
    beginnings = " & ".join(f"{word}:*" for word in words)
    query = SearchQuery(beginnings, config="simple", search_type="raw")
    return queryset.alias(seller_words=SELLER_WORDS).filter(seller_words=query)
