"""Saving an open dossier: its facts, its goods and its prizes.

Every change goes through ``changing``: one transaction on the locked dossier, which
is then found by its new words. A change takes back the declaration that all is true,
because it was made of other content.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from promotions.dossier import editing
from promotions.form_details import save_answers
from promotions.models import Item, Prize, Promotion
from promotions.search import refresh_search

MANY = frozenset({"districts", "channels"})


@contextmanager
def changing(promotion: Promotion, *, at: datetime) -> Iterator[Promotion]:
    """Give the locked dossier for changing. Raises ``DossierClosed``."""
    with transaction.atomic():
        with editing(promotion, at=at) as dossier:
            yield dossier
            dossier.is_declared_true = False
        refresh_search(dossier)


def save_facts(
    promotion: Promotion, facts: Mapping[str, Any], *, at: datetime
) -> Promotion:
    """Store the given fields and leave the others; return the fresh dossier."""
    with changing(promotion, at=at) as dossier:
        for name, value in facts.items():
            if name in MANY:
                getattr(dossier, name).set(value)
            else:
                setattr(dossier, name, value)
    return dossier


def save_details(
    promotion: Promotion,
    answers: Mapping[str, Mapping[str, Any]],
    facts: Mapping[str, Any],
    *,
    at: datetime,
) -> Promotion:
    """Store what the chosen forms ask of their own; return the fresh dossier."""
    with changing(promotion, at=at) as dossier:
        for name, value in facts.items():
            setattr(dossier, name, value)
        for form, given in answers.items():
            save_answers(dossier, form, given)
    return dossier


def add_item(promotion: Promotion, facts: Mapping[str, Any], *, at: datetime) -> Item:
    """Append goods to the dossier, after the last position."""
    with changing(promotion, at=at) as dossier:
        last = dossier.items.aggregate(last=Max("position"))["last"]
        item = dossier.items.create(position=(last or 0) + 1, **facts)
    return item


def save_item(item: Item, facts: Mapping[str, Any], *, at: datetime) -> Item:
    """Change goods of an open dossier; its row is locked by the dossier's."""
    with changing(item.promotion, at=at):
        for name, value in facts.items():
            setattr(item, name, value)
        item.save()
    return item


def remove_item(item: Item, *, at: datetime) -> None:
    """Take goods out of an open dossier; the others keep their positions."""
    with changing(item.promotion, at=at):
        Item.objects.filter(pk=item.pk).delete()


def save_prizes(
    promotion: Promotion, rows: Sequence[Mapping[str, Any]], *, at: datetime
) -> None:
    """Put the given prizes in place of those stored, in their order."""
    with changing(promotion, at=at) as dossier:
        dossier.prizes.all().delete()
        Prize.objects.bulk_create(
            Prize(promotion=dossier, position=place, **row)
            for place, row in enumerate(rows, start=1)
        )
