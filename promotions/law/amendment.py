"""KM-32: what was announced is not changed to the customers' harm.

Legal source: Decree 81/2018/NĐ-CP, Article 20; Commercial Law 2005, Article 100.8.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from promotions.form_details import QUESTIONS, Answer, Question, field_name
from promotions.law import wording
from promotions.law.case import Case
from promotions.law.ceilings import discount_of
from promotions.law.declaration import Declaration, DeclaredItem
from promotions.law.finding import Finding


def changed_to_harm(case: Case) -> Iterator[Finding]:
    """Compare with what the public was told, from the announced start on.

    More discount, a longer time or further prizes are never to anybody's harm. A text
    cannot be weighed, so conditions and customers stay as they were told.
    """
    announced, now = case.declaration.announced, case.declaration
    if announced is None or announced.starts_at is None:
        return
    if case.at < announced.starts_at:
        return
    for field, hint in _harmed(announced, now):
        yield case.finding(
            "KM-32",
            _(
                "After the start, what was announced may not be changed to the "
                "customers' disadvantage."
            ),
            field=field,
            hint=hint,
        )


def _harmed(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    yield from _times(announced, now)
    yield from _texts(announced, now)
    yield from _details(announced, now)
    yield from _goods(announced, now)
    yield from _prizes(announced, now)
    yield from _places(announced, now)


def _times(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    assert announced.starts_at is not None
    if now.starts_at is None or now.starts_at > announced.starts_at:
        yield (
            "starts_at",
            _("It has begun at %(moment)s; leave the start as it was.")
            % {"moment": wording.moment(announced.starts_at)},
        )
    end = announced.ends_at
    if end is not None and (now.ends_at is None or now.ends_at < end):
        yield (
            "ends_at",
            _("It may end later than %(moment)s, but not earlier.")
            % {"moment": wording.moment(end)},
        )
    due = announced.prizes_due_on
    if due is not None and (now.prizes_due_on is None or now.prizes_due_on > due):
        yield (
            "prizes_due_on",
            _("Prizes may be awarded before %(day)s, but not later.")
            % {"day": wording.day(due)},
        )


def _texts(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    hint = _(
        "Put the words back that were announced; what makes it easier for customers "
        "may be added under “What is offered”."
    )
    if announced.conditions.strip() != now.conditions.strip():
        yield "conditions", hint
    if announced.customers.strip() != now.customers.strip():
        yield "customers", hint


def _details(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    """What a form told the public stays, unless it is plainly more than before."""
    for form, answers in announced.details.items():
        for question in QUESTIONS[form]:
            old = answers.get(question.name)
            new = now.details.get(form, {}).get(question.name)
            if old is not None and question.is_public and _is_harm(question, old, new):
                yield (
                    field_name(form, question),
                    _("“%(question)s” was announced; put it back as it was.")
                    % {"question": question.label},
                )


def _is_harm(question: Question, old: Answer, new: Answer | None) -> bool:
    if new is None:
        return True
    if isinstance(old, int) and isinstance(new, int):
        return new < old
    if isinstance(old, date) and isinstance(new, date):
        return new < old if question.name == "valid_until" else new > old
    return new != old


def _goods(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    """Name the first goods that give less; one is enough to stop."""
    rows = now.items if now.changed_items is None else now.changed_items
    items = {item.position: item for item in rows}
    for old in announced.items:
        new = items.get(old.position)
        if new is None or not _are_same_goods(old, new):
            yield (
                "items",
                _("“%(item)s” was announced; it may not be taken out or replaced.")
                % {"item": old.name},
            )
            return
        if _is_less(old, new):
            yield (
                "items",
                _(
                    "“%(item)s”: no higher price, no smaller discount, gift or "
                    "quantity, and the same price before as announced."
                )
                % {"item": old.name},
            )
            return


def _prizes(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    prizes = {prize.name: prize for prize in now.prizes}
    for old in announced.prizes:
        new = prizes.get(old.name)
        if new is None or (new.quantity or 0) * (new.value_vnd or 0) < (
            (old.quantity or 0) * (old.value_vnd or 0)
        ):
            yield (
                "prizes",
                _("“%(prize)s” may not be taken out, nor be worth less in all.")
                % {"prize": old.name},
            )
            return


def _places(announced: Declaration, now: Declaration) -> Iterator[tuple[str, str]]:
    is_narrower = bool(now.areas) and (
        not announced.areas or bool(announced.areas - now.areas)
    )
    if is_narrower:
        yield "districts", _("Districts may be added, but none may be left out.")
    if announced.channels - now.channels:
        yield "channels", _("Places to buy may be added, but none may be left out.")


def _are_same_goods(old: DeclaredItem, new: DeclaredItem) -> bool:
    return old.name.casefold() == new.name.casefold() and (
        old.brand.casefold() == new.brand.casefold()
    )


def _is_less(old: DeclaredItem, new: DeclaredItem) -> bool:
    return (
        old.price_before_vnd != new.price_before_vnd
        or _rises(old.price_now_vnd, new.price_now_vnd)
        or discount_of(new) < discount_of(old)
        or new.gift_value_vnd < old.gift_value_vnd
        or (bool(old.gift_name) and old.gift_name != new.gift_name)
        or _is_fewer(old.quantity, new.quantity)
    )


def _rises(old_vnd: int | None, new_vnd: int | None) -> bool:
    return old_vnd is not None and (new_vnd is None or new_vnd > old_vnd)


def _is_fewer(old: int | None, new: int | None) -> bool:
    return new is not None and (old is None or new < old)
