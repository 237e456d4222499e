"""«Did you mean …»: words of the register that are one slip away from those typed.

The words stand in a small table that a periodic task collects from what is public. A
slip is one letter too many, missing, wrong, or two that changed places. A proposal is
made only where its words stand side by side somewhere; it is never followed silently.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from string import ascii_lowercase

from django.db import connection, transaction
from django.db.models import QuerySet

from promotions.models import Promotion, RegisterWord
from promotions.search import side_by_side

WORDS_KEPT = 50_000
SHORTEST, LONGEST = 2, 30
LONGEST_MENDED = 16
CHOICES_A_WORD = 3
MOST_TRIED = 4


def collect_words() -> int:
    """Make the table hold the commonest words of the public register; count them.

    Readers see the old words until the new ones are complete.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE promotions_registerword IN EXCLUSIVE MODE", [])
        cursor.execute("DELETE FROM promotions_registerword", [])
        cursor.execute(_COLLECT, [SHORTEST, LONGEST, WORDS_KEPT])
        return int(cursor.rowcount)


def propose(queryset: QuerySet[Promotion], words: Sequence[str]) -> str:
    """Return the words mended as they follow one another in ``queryset``, or "".

    Costs one query for the words, and at most ``MOST_TRIED`` for what they find.
    """
    choices = _choices(words)
    tries = (list(mended) for mended in product(*choices) if list(mended) != words)
    for mended in islice(tries, MOST_TRIED):
        if side_by_side(queryset, mended).exists():
            return " ".join(mended)
    return ""


def _choices(words: Sequence[str]) -> list[list[str]]:
    """Return for each word what it may have been, the commonest first."""
    near = {word: {word, *_one_slip_away(word)} for word in words}
    rows = RegisterWord.objects.filter(word__in=set().union(*near.values()))
    known = [row.word for row in rows.order_by("-promotion_count", "word")]
    return [
        [word]
        if word in known
        else [other for other in known if other in near[word]][:CHOICES_A_WORD]
        or [word]
        for word in words
    ]


def _one_slip_away(word: str) -> Iterator[str]:
    if not (SHORTEST <= len(word) <= LONGEST_MENDED and word.isalpha()):
        return
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


_COLLECT = """
INSERT INTO promotions_registerword (word, promotion_count)
SELECT word, ndoc FROM ts_stat(
    'SELECT search_vector FROM promotions_promotion'
    ' WHERE state IN (''published'', ''ended'', ''suspended'')')
WHERE length(word) BETWEEN %s AND %s AND word ~ '^[a-z]+$'
ORDER BY ndoc DESC, word LIMIT %s
"""
