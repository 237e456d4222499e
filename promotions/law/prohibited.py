"""KM-15–19: goods, words and places with which nobody may promote."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from accounts.folding import fold
from promotions.law import wording
from promotions.law.case import Case
from promotions.law.declaration import DeclaredItem
from promotions.law.finding import Finding
from promotions.law.rules import all_rules

BEER = "beer"


def goods_are_prohibited(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-15. Legal source: Decree 81/2018, Article 5.1; Commercial Law, Article 100.

    Medicine promoted to traders in medicine is allowed by the decree, but not here:
    the register is for consumers.
    """
    if item.goods_group in case.never_promoted:
        yield case.finding(
            "KM-15",
            _("“%(name)s” belongs to the goods and services that may not be promoted.")
            % {"name": item.name},
            field="goods_group",
            item=item,
            hint=_("Take it out of the promotion, or correct its group of goods."),
        )


def gift_is_prohibited(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-16. Legal source: Decree 81/2018, Article 5.2."""
    if item.gift_group in case.never_used:
        yield case.finding(
            "KM-16",
            _("“%(name)s” may not be used for promotion.")
            % {"name": item.gift_name or item.name},
            field="gift_group",
            item=item,
            hint=_("Choose another gift, or correct its group of goods."),
        )


def drink_is_strong(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-17. Legal source: Commercial Law 2005, Article 100.3–4, amended 2019.

    Wine and spirits of any strength are KM-15's and KM-16's. A drink of unknown
    strength is a warning: the officer asks.
    """
    is_beer = BEER in {item.goods_group, item.gift_group}
    if not is_beer and not item.alcohol_percent:
        return
    limit = case.number("alcohol_limit_percent")
    is_strong = item.alcohol_percent is not None and item.alcohol_percent >= limit
    if is_strong or is_beer:
        yield case.finding(
            "KM-17",
            _(
                "Alcohol and beer of %(limit)s%% vol or more may not be promoted; "
                "nothing alcoholic may be promoted to people under 18."
            )
            % {"limit": wording.number(limit)},
            field="alcohol_percent",
            item=item,
            is_other_severity=not is_strong,
        )


def words_point_to_prohibited(case: Case) -> Iterator[Finding]:
    """KM-18 for the words of the promotion. Legal source: Decree 81/2018, Article 5."""
    declared = case.declaration
    for field in ("name", "content", "conditions"):
        if _suspicious(getattr(declared, field)):
            yield _to_be_checked(case, field)


def item_words_point_to_prohibited(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-18 for the words of an item that is in no prohibited group already."""
    if item.goods_group not in case.never_promoted and _suspicious(item.name):
        yield _to_be_checked(case, "name", item)
    elif item.gift_group not in case.never_used and _suspicious(item.gift_name):
        yield _to_be_checked(case, "gift_name", item)


def _to_be_checked(case: Case, field: str, item: DeclaredItem | None = None) -> Finding:
    return case.finding(
        "KM-18",
        _(
            "The text has a key word of goods that may not be promoted, or only with "
            "limits; please check."
        ),
        field=field,
        item=item,
    )


def _suspicious(text: str) -> bool:
    if not text:
        return False
    return _watched().search(unicodedata.normalize("NFC", text)) is not None


@lru_cache(maxsize=1)
def _watched() -> re.Pattern[str]:
    """Return the watched words, as written and as typed without marks."""
    words = all_rules()["KM-18"].words
    plain = [fold(word) for word in words]
    either = "|".join(re.escape(word) for word in [*words, *plain])
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def place_is_protected(case: Case) -> Iterator[Finding]:
    """KM-19. Legal source: Commercial Law 2005, Article 100.7."""
    if case.declaration.is_at_protected_place:
        yield case.finding(
            "KM-19",
            _("Promotion at this place is not allowed."),
            field="is_at_protected_place",
            hint=_(
                "Schools, hospitals, seats of State bodies, political organisations "
                "and the armed forces are excluded."
            ),
        )
