"""KM-38: whether a dossier code looks like one of the public-service portal.

How codes look is a legal fact of low confidence: a pattern in which 9 stands for any
digit, A for any letter and everything else for itself; several are parted by blanks.
A code of another look is only asked about, never refused.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.finding import Finding

PATTERN = "filing_ref_pattern"
DIGIT, LETTER = "9", "A"


def looks_like(reference: str, pattern: str) -> bool:
    """Tell whether a code fits one of the patterns; capitals and blanks aside."""
    code = "".join(reference.split()).upper()
    return any(_fits(code, one) for one in pattern.upper().split())


def filing_ref_is_unlike(case: Case) -> Iterator[Finding]:
    """KM-38. While no pattern is in force nothing is said."""
    reference = case.declaration.filing_ref
    pattern = case.book.text(PATTERN, on=case.filed_on)
    if not reference or not pattern or looks_like(reference, pattern):
        return
    yield case.finding("KM-38", message(pattern), field="filing_ref")


def doubt_about(reference: str, *, on: date) -> str:
    """Return what to ask about a code by the law of a day; nothing where it fits."""
    pattern = LawBook.on(on).text(PATTERN, on=on)
    return "" if not pattern or looks_like(reference, pattern) else message(pattern)


def message(pattern: str) -> str:
    """Return the sentence; the first pattern serves as the example."""
    return _(
        "The dossier code looks different from those of the public-service portal, "
        "such as %(example)s. Please compare it with the receipt you got there."
    ) % {"example": pattern.split()[0].replace(DIGIT, "0")}


def _fits(code: str, pattern: str) -> bool:
    return len(code) == len(pattern) and all(
        _is(sign, wanted) for sign, wanted in zip(code, pattern, strict=True)
    )


def _is(sign: str, wanted: str) -> bool:
    if wanted == DIGIT:
        return sign.isascii() and sign.isdigit()
    if wanted == LETTER:
        return sign.isascii() and sign.isalpha()
    return sign == wanted
