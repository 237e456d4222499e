"""Which goods of a promotion a query means, so that the list can show their prices.

The names are folded by the database as ``accounts.folding`` does it, word for word.
"""

from collections.abc import Sequence

from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower

from promotions.models import Item
from promotions.prices import PERCENT_OFF

ITEMS_IN_ROW = 3

_PLAIN = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_FROM = "".join(_PLAIN.values()) + _MARKS
_TO = "".join(letter * len(marked) for letter, marked in _PLAIN.items())


_FOLDED_NAME = Func(
    Lower("name"),
    Value(_FROM),
    Value(_TO),
    function="translate",
    output_field=TextField(),
)


def best_items(words: Sequence[str]) -> QuerySet[Item]:
    """Return the few goods a row shows: those with most of the words come first.

    ``match_count`` is how many of the words stand in a name; the last word may be the
    beginning of one. Among equals, and without words, the highest discount leads.
    """
    best = Item.objects.alias(folded_name=_FOLDED_NAME).annotate(
        percent=PERCENT_OFF, match_count=_match_count(words)
    )
    discount = F("percent").desc(nulls_last=True)
    return best.order_by("-match_count", discount, "position")[:ITEMS_IN_ROW]


def shown(items: Sequence[Item]) -> list[Item]:
    """Return of the best goods only those that match as well as the first."""
    best = getattr(items[0], "match_count", 0) if items else 0
    return [item for item in items if getattr(item, "match_count", 0) == best]


def _match_count(words: Sequence[str]) -> Combinable:
    total: Combinable = Value(0)
    for number, word in enumerate(words, start=1):
        pattern = rf"\m{word}" if number == len(words) else rf"\m{word}\M"
        stands = When(folded_name__regex=pattern, then=Value(1))
        total = total + Case(stands, default=Value(0), output_field=IntegerField())
    return total
