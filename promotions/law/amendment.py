"""KM-32: what was announced is not changed to the customers' harm.

Legal source: Decree 81/2018/NĐ-CP, Article 20; Commercial Law 2005, Article 100.8.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from promotions.law.case import Case
from promotions.law.ceilings import discount_of
from promotions.law.declaration import Declaration, DeclaredItem
from promotions.law.finding import Finding


def changed_to_harm(case: Case) -> Iterator[Finding]:
    """Compare with what the public was told, from the announced start on.

    More discount, a longer time or further prizes are never to anybody's harm.
    """
    announced, now = case.declaration.announced, case.declaration
    if announced is None or announced.starts_at is None:
        return
    if case.at < announced.starts_at:
        return
    for field in _harmed(announced, now):
        yield case.finding(
            "KM-32",
            _(
                "What was announced may not be changed to the customers' disadvantage; "
                "use the notice of amendment (form 06)."
            ),
            field=field,
        )


def _harmed(announced: Declaration, now: Declaration) -> Iterator[str]:
    if _ends_earlier(announced, now):
        yield "ends_at"
    if announced.conditions.strip() != now.conditions.strip():
        yield "conditions"
    items = {item.position: item for item in now.items}
    if any(_is_less(old, items.get(old.position)) for old in announced.items):
        yield "items"
    prizes = {prize.name: prize for prize in now.prizes}
    for old in announced.prizes:
        new = prizes.get(old.name)
        if new is None or (new.quantity or 0) * (new.value_vnd or 0) < (
            (old.quantity or 0) * (old.value_vnd or 0)
        ):
            yield "prizes"
            return


def _ends_earlier(announced: Declaration, now: Declaration) -> bool:
    if announced.ends_at is None:
        return False
    return now.ends_at is None or now.ends_at < announced.ends_at


def _is_less(old: DeclaredItem, new: DeclaredItem | None) -> bool:
    return (
        new is None
        or discount_of(new) < discount_of(old)
        or new.gift_value_vnd < old.gift_value_vnd
    )
