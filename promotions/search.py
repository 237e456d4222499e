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
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramWordSimilarity,
)
from django.core.paginator import Paginator
from django.db import OperationalError, connection, transaction
from django.db.models import F, Max, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils.functional import cached_property

import structlog
from psycopg.errors import QueryCanceled

from accounts.folding import fold
from accounts.keystrokes import read_keystrokes
from promotions.models import Promotion
from promotions.prices import PERCENT_OFF

QUERY_CHARACTERS = 200
QUERY_WORDS = 12
COUNT_CAP = 1_000
SIMILAR_MOST = 100
SIMILAR_MILLISECONDS = 300

# PostgreSQL refuses a text vector beyond 1 MB; four parts of this size stay below it.
PART_CHARACTERS = 150_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Found:
    """What a text finds, with its ``relevance``; counted up to beyond ``COUNT_CAP``.

    ``words`` are those that found it. ``reading`` is the text that was looked up
    instead, where only its keys of Telex or VNI made sense. ``is_similar`` where no
    word is found either way.
    """

    promotions: QuerySet[Promotion]
    count: int
    words: list[str] = field(default_factory=list)
    reading: str = ""
    is_similar: bool = False

    @property
    def is_common(self) -> bool:
        """So many match that their relevance is not worked out and tells nothing."""
        return self.count > COUNT_CAP


def search(queryset: QuerySet[Promotion], text: str) -> QuerySet[Promotion]:
    return look_up(queryset, text).promotions


def look_up(
    queryset: QuerySet[Promotion],
    text: str,
    *,
    everywhere: QuerySet[Promotion] | None = None,
    is_verbatim: bool = False,
) -> Found:
    """Return what ``text`` finds in ``queryset``; nothing for no words.

    Another reading, and then similar words, are tried only where the words stand
    nowhere in ``everywhere`` either: who narrowed the list to nothing is not corrected.
    ``is_verbatim`` tries no other reading. Costs one query beside the list itself.
    """
    words = words_of(text)
    if not words:
        return Found(queryset.none().annotate(relevance=Value(0.0)), count=0)
    found = _with_words(queryset, words)
    if found.count or _stands_in(everywhere, words):
        return found
    reading = "" if is_verbatim else read_keystrokes(text[:QUERY_CHARACTERS])
    other_words = words_of(reading)
    if other_words and other_words != words:
        other = _with_words(queryset, other_words)
        if other.count or _stands_in(everywhere, other_words):
            return replace(other, reading=reading)
    return _similar_to(queryset, words)


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


def capped_count(queryset: QuerySet[Promotion]) -> int:
    """Count up to one beyond the cap; more would cost more than the page itself."""
    return queryset.order_by().values("pk")[: COUNT_CAP + 1].count()


def _with_words(queryset: QuerySet[Promotion], words: list[str]) -> Found:
    """Return promotions with every word; words side by side come first."""
    every = _all_of(words, " & ")
    matching = queryset.filter(search_vector=every)
    count = capped_count(matching)
    if count > COUNT_CAP:
        ranked = matching.annotate(relevance=Value(0.0))
    else:
        phrase = _all_of(words, " <-> ")
        ranked = matching.annotate(
            relevance=SearchRank(F("search_vector"), every)
            + SearchRank(F("search_vector"), phrase)
        )
    return Found(ranked, count, words)


def _all_of(words: list[str], between: str) -> SearchQuery:
    """Return the query for all words, the last one as the beginning of a word."""
    text = between.join([*words[:-1], f"{words[-1]}:*"])
    return SearchQuery(text, search_type="raw", config="simple")


def _stands_in(everywhere: QuerySet[Promotion] | None, words: list[str]) -> bool:
    """Say whether the words stand anywhere; a mere LIMIT 1 would read every text."""
    if everywhere is None:
        return False
    return capped_count(everywhere.filter(search_vector=_all_of(words, " & "))) > 0


def side_by_side(
    queryset: QuerySet[Promotion], words: Sequence[str]
) -> QuerySet[Promotion]:
    """Return promotions in which exactly these words follow one another."""
    phrase = SearchQuery(" <-> ".join(words), search_type="raw", config="simple")
    return queryset.filter(search_vector=phrase)


def _similar_to(queryset: QuerySet[Promotion], words: list[str]) -> Found:
    """Return the first promotions with similar spellings, the likest first.

    Likeness must be worked out text by text, which among many texts takes long; what
    is not found in time is not found.
    """
    text = " ".join(words)
    similar = queryset.filter(search_text__trigram_word_similar=text).order_by()
    keys = _in_time(similar.values_list("pk", flat=True)[:SIMILAR_MOST])
    ranked = queryset.filter(pk__in=keys).annotate(
        relevance=TrigramWordSimilarity(text, "search_text")
    )
    return Found(ranked, len(keys), words, is_similar=True)


def _in_time(keys: QuerySet[Promotion, int]) -> list[int]:
    """Return the keys, or none where the database needs longer than we wait."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [SIMILAR_MILLISECONDS])
            found = list(keys)
            cursor.execute("SET LOCAL statement_timeout TO DEFAULT", [])
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        log.info("similar_search_gave_up")
        return []
    return found


class CappedPaginator(Paginator[Promotion]):
    """Pages of the first thousand; a count beyond that is «more than 1,000».

    ``counted`` is a count of the list that was taken before, up to beyond the cap.
    """

    def __init__(
        self,
        object_list: QuerySet[Promotion],
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
        *,
        counted: int | None = None,
    ) -> None:
        super().__init__(object_list, per_page, orphans, allow_empty_first_page)
        self.counted = counted

    @cached_property
    def count(self) -> int:
        return min(self._counted, COUNT_CAP)

    @property
    def is_capped(self) -> bool:
        return self._counted > COUNT_CAP

    @cached_property
    def _counted(self) -> int:
        if self.counted is not None:
            return self.counted
        rows = self.object_list
        assert isinstance(rows, QuerySet)
        return capped_count(rows)
