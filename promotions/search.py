"""Finding promotions as people type Vietnamese.

What can be found is folded (no marks, case or tone position) and stored beside the
promotion by ``refresh_search``, which every verb and every saved draft calls. A query
is folded by the same function, so «Thanh Hoá», «Thanh Hóa» and «thanh hoa» agree.
Whole words are looked up first, the last one as the beginning of a word. Only when
that finds nothing is the query read as the keys of Telex or VNI; only when that finds
nothing either are similar spellings tried.
"""

import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramWordSimilarity,
)
from django.core.paginator import Paginator
from django.db.models import F, Max, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils.functional import cached_property

from accounts.folding import fold
from accounts.keystrokes import read_keystrokes
from promotions.models import Promotion
from promotions.prices import PERCENT_OFF

QUERY_CHARACTERS = 200
QUERY_WORDS = 12
COUNT_CAP = 1_000

# PostgreSQL refuses a text vector beyond 1 MB; four parts of this size stay below it.
PART_CHARACTERS = 150_000


@dataclass(frozen=True)
class Found:
    """What a text finds.

    ``words`` are those that found it. ``reading`` is the text that was looked up
    instead, where only its keys of Telex or VNI made sense. ``is_similar`` where no
    word is found either way.
    """

    promotions: QuerySet[Promotion]
    words: list[str] = field(default_factory=list)
    reading: str = ""
    is_similar: bool = False


def search(queryset: QuerySet[Promotion], text: str) -> QuerySet[Promotion]:
    return look_up(queryset, text).promotions


def look_up(
    queryset: QuerySet[Promotion], text: str, *, is_verbatim: bool = False
) -> Found:
    """Return what ``text`` finds, with its ``relevance``; nothing for no words.

    Costs one query beside the list itself, and one more where another reading is
    tried: whether whole words find anything. ``is_verbatim`` tries no other reading.
    """
    words = words_of(text)
    if not words:
        return Found(queryset.none().annotate(relevance=Value(0.0)))
    found = _with_words(queryset, words)
    if found.exists():
        return Found(found, words)
    reading = "" if is_verbatim else read_keystrokes(text[:QUERY_CHARACTERS])
    other_words = words_of(reading)
    if other_words and other_words != words:
        found = _with_words(queryset, other_words)
        if found.exists():
            return Found(found, other_words, reading=reading)
    return Found(_similar_to(queryset, " ".join(words)), words, is_similar=True)


def words_of(text: str) -> list[str]:
    return fold(text[:QUERY_CHARACTERS]).split()[:QUERY_WORDS]


def refresh_search(promotion: Promotion) -> None:
    """Store anew what the register finds and sorts the promotion by.

    Reads the items; call it after they and the promotion are saved, in the same
    transaction. Texts longer than the database can index are cut.
    """
    parts = _parts(promotion)
    vectors: list[Combinable] = [
        SearchVector(Value(text), weight=weight, config="simple")
        for weight, text in parts.items()
    ]
    Promotion.objects.filter(pk=promotion.pk).update(
        search_text=" ".join(filter(None, parts.values())),
        search_vector=reduce(operator.add, vectors),
        max_discount_percent=promotion.items.aggregate(highest=Max(PERCENT_OFF))[
            "highest"
        ],
    )


def _parts(promotion: Promotion) -> dict[str, str]:
    """Return the folded texts by the weight a word in them has."""
    merchant = promotion.merchant
    parts = {
        "A": fold(f"{promotion.name} {promotion.reference}"),
        "B": _goods_words(promotion),
        "C": fold(f"{merchant.name} {merchant.tax_code}"),
        "D": fold(f"{promotion.content} {promotion.customers}"),
    }
    return {weight: text[:PART_CHARACTERS] for weight, text in parts.items()}


def _goods_words(promotion: Promotion) -> str:
    """Return the folded texts of the items, the first ones where there are many."""
    rows = promotion.items.values_list(
        "name", "brand", "goods_group__name", "gift_name"
    )
    found: dict[str, None] = {}
    length = 0
    for text in chain.from_iterable(rows.iterator(chunk_size=2_000)):
        folded = fold(text)
        if folded and folded not in found:
            found[folded] = None
            length += len(folded) + 1
            if length > PART_CHARACTERS:
                break
    return " ".join(found)


def _with_words(queryset: QuerySet[Promotion], words: list[str]) -> QuerySet[Promotion]:
    """Return promotions with every word; words side by side come first."""
    every = SearchQuery(
        " & ".join([*words[:-1], f"{words[-1]}:*"]), search_type="raw", config="simple"
    )
    phrase = SearchQuery(
        " <-> ".join([*words[:-1], f"{words[-1]}:*"]),
        search_type="raw",
        config="simple",
    )
    return queryset.filter(search_vector=every).annotate(
        relevance=SearchRank(F("search_vector"), every)
        + SearchRank(F("search_vector"), phrase)
    )


def side_by_side(
    queryset: QuerySet[Promotion], words: Sequence[str]
) -> QuerySet[Promotion]:
    """Return promotions in which exactly these words follow one another."""
    phrase = SearchQuery(" <-> ".join(words), search_type="raw", config="simple")
    return queryset.filter(search_vector=phrase)


def _similar_to(queryset: QuerySet[Promotion], text: str) -> QuerySet[Promotion]:
    return queryset.filter(search_text__trigram_word_similar=text).annotate(
        relevance=TrigramWordSimilarity(text, "search_text")
    )


class CappedPaginator(Paginator[Promotion]):
    """Pages of the first thousand; a count beyond that is «more than 1,000».

    Counting every match of a common word would cost more than the page itself.
    """

    @cached_property
    def count(self) -> int:
        return min(self._counted, COUNT_CAP)

    @property
    def is_capped(self) -> bool:
        return self._counted > COUNT_CAP

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        assert isinstance(rows, QuerySet)
        return rows.order_by()[: COUNT_CAP + 1].count()
