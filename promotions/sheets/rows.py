"""One row of a sheet: from its cells to an item, or to what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext as _, override

from accounts.folding import fold
from promotions.enums import CeilingExemption
from promotions.models import GoodsGroup
from promotions.prices import percent_between
from promotions.sheets import values
from promotions.sheets.columns import LANGUAGES, Heading, title_of
from promotions.sheets.values import BadCell

NEEDED = ("name", "goods_group", "unit_of_measure", "price_before_vnd")
LONGEST = {"name": 250, "brand": 100, "unit_of_measure": 30, "gift_name": 250}
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one cell; ``field`` names its column, "" the whole row."""

    field: str
    message: str
    source: str = ""
    is_error: bool = True
    rule_id: str = ""


class RowReader:
    """Reads rows by the headings of one sheet; the groups are looked up once."""

    def __init__(self, heading: Heading) -> None:
        groups = _groups()
        group_sentence = _(
            "This group is not known. The sheet “Groups” of the template lists them."
        )
        exemptions = _exemptions()
        exemption_sentence = _("This reason is not known; the template lists them.")
        readers: dict[str, Callable[[object], Any]] = {
            "goods_group": lambda c: values.choice(c, groups, sentence=group_sentence),
            "gift_group": lambda c: values.choice(c, groups, sentence=group_sentence),
            "exemption": lambda c: values.choice(
                c, exemptions, sentence=exemption_sentence
            ),
            "quantity": values.count,
            "alcohol_percent": values.alcohol,
            "is_local": values.yes,
            "is_ocop": values.yes,
            "is_vietnamese": values.yes,
            "is_state_priced": values.yes,
        }
        for name in ("price_before_vnd", "price_now_vnd", "gift_value_vnd"):
            readers[name] = values.money
        readers["price_floor_vnd"] = values.money
        for name, longest in LONGEST.items():
            readers[name] = _text_reader(longest)
        self.places = heading.places
        self.plain = [
            (name, place, readers[name])
            for name, place in heading.places.items()
            if name != "discount_percent"
        ]

    def read(self, cells: Sequence[object]) -> tuple[Facts, list[Problem]]:
        """Return the facts that could be read, and a problem for each bad cell."""
        facts: Facts = {}
        problems: list[Problem] = []
        width = len(cells)
        for name, place, reader in self.plain:
            if place >= width:
                continue
            cell = cells[place]
            if cell == "" or cell is None:
                continue
            try:
                facts[name] = reader(cell)
            except BadCell as bad:
                problems.append(Problem(name, bad.message))
        self._read_discount(cells, facts, problems)
        told = {problem.field for problem in problems}
        problems += [
            Problem(name, _("“%(title)s” is missing.") % {"title": title_of(name)})
            for name in NEEDED
            if name not in told and facts.get(name) in (None, "")
        ]
        return facts, problems

    def _read_discount(
        self, cells: Sequence[object], facts: Facts, problems: list[Problem]
    ) -> None:
        place = self.places.get("discount_percent")
        if place is None or place >= len(cells) or cells[place] in ("", None):
            return
        before, now = facts.get("price_before_vnd"), facts.get("price_now_vnd")
        computed: Decimal | None = percent_between(before, now) if before else None
        try:
            facts["discount_percent"] = values.percent(cells[place], computed=computed)
        except BadCell as bad:
            problems.append(Problem("discount_percent", bad.message))


def key_of(facts: Mapping[str, Any]) -> str:
    """Return what makes two rows the same goods: name, brand and unit.

    Case, blanks and how a letter is composed do not matter; marks do, because «bò khô»
    is not «bơ khô».
    """
    words = "|".join(
        facts.get(name) or "" for name in ("name", "brand", "unit_of_measure")
    )
    return " ".join(normalize("NFC", words).casefold().split())


def _text_reader(longest: int) -> Callable[[object], str]:
    return lambda cell: values.text(cell, longest=longest)


def _groups() -> dict[str, str]:
    known: dict[str, str] = {}
    for group in GoodsGroup.objects.all():
        for name in (group.code, group.name, group.name_en):
            if name:
                known[fold(name)] = group.code
    return known


def _exemptions() -> dict[str, str]:
    known = {}
    for language in LANGUAGES:
        with override(language):
            for exemption in CeilingExemption:
                if exemption.value:
                    known[fold(str(exemption.label))] = exemption.value
                    known[fold(exemption.value)] = exemption.value
    return known
