"""The columns of an item sheet, and how their headings are recognised.

A heading is understood in Vietnamese or English, with or without marks, in any order
and case. The column of remarks that a returned sheet carries is known and ignored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, override

from accounts.folding import fold
from promotions.sheets.trouble import SheetRefused

LANGUAGES = ("vi", "en")
HEADING_ROWS = 15
"""How many rows a title or a note may take before the headings."""


@dataclass(frozen=True)
class Column:
    """One fact of an item; ``aliases`` are other headings people write, folded."""

    field: str
    title: Promise
    is_needed: bool = False
    width: int = 14
    aliases: tuple[str, ...] = ()


COLUMNS = (
    Column(
        "name",
        gettext_lazy("Name of the goods or service"),
        is_needed=True,
        width=42,
        aliases=("ten hang", "ten hang hoa", "ten san pham", "san pham"),
    ),
    Column(
        "goods_group",
        gettext_lazy("Group of goods"),
        is_needed=True,
        width=32,
        aliases=("nhom",),
    ),
    Column("brand", gettext_lazy("Brand"), width=18, aliases=("thuong hieu",)),
    Column(
        "unit_of_measure",
        gettext_lazy("Unit of measure"),
        is_needed=True,
        aliases=("dvt", "don vi"),
    ),
    Column("quantity", gettext_lazy("Quantity"), aliases=("sl",)),
    Column(
        "price_before_vnd",
        gettext_lazy("Price before the promotion"),
        is_needed=True,
        width=20,
        aliases=("gia niem yet", "gia goc", "gia truoc"),
    ),
    Column(
        "price_now_vnd",
        gettext_lazy("Price in the promotion"),
        width=20,
        aliases=("gia sau giam", "gia ban", "gia giam"),
    ),
    Column(
        "discount_percent",
        gettext_lazy("Discount in percent"),
        aliases=("muc giam", "giam gia", "giam"),
    ),
    Column("gift_name", gettext_lazy("Gift"), width=28, aliases=("qua",)),
    Column("gift_group", gettext_lazy("Group of the gift"), width=28),
    Column("gift_value_vnd", gettext_lazy("Value of the gift"), width=18),
    Column("is_local", gettext_lazy("Made in Thanh Hoá")),
    Column("is_ocop", gettext_lazy("OCOP product"), aliases=("ocop",)),
    Column("is_vietnamese", gettext_lazy("Made in Viet Nam")),
    Column("exemption", gettext_lazy("No ceiling applies because"), width=30),
    Column("is_state_priced", gettext_lazy("The State sets the exact price")),
    Column("price_floor_vnd", gettext_lazy("Lowest price set by the State"), width=20),
    Column("alcohol_percent", gettext_lazy("Alcohol, % vol"), aliases=("do con",)),
)
REMARKS = gettext_lazy("What must be put right")

Places = dict[str, int]


class NoHeadings(SheetRefused):
    """Raised where no row of a sheet has headings we know."""


@dataclass(frozen=True)
class Heading:
    """Where the headings stand (row from 0), and the place of each known column."""

    row: int
    places: Places


def find_heading(rows: Sequence[Sequence[object]]) -> Heading:
    """Return the headings among the first rows. Raises ``SheetRefused``."""
    names = _names()
    best: tuple[int, list[str]] | None = None
    for number, row in enumerate(rows[:HEADING_ROWS]):
        known = [names.get(_key(cell), "") for cell in row]
        if best is None or _count(known) > _count(best[1]):
            best = number, known
    if best is None or _count(best[1]) < 2:
        raise NoHeadings(
            _(
                "No row of headings was found. Please use the headings of the "
                "template, in any order."
            )
        )
    return Heading(best[0], _placed(best[1], rows[best[0]]))


def known_headings(cells: Sequence[object]) -> int:
    """Return how many different headings of ours stand in a row."""
    names = _names()
    return _count([names.get(_key(cell), "") for cell in cells])


def _placed(known: list[str], cells: Sequence[object]) -> Places:
    places: Places = {}
    for place, field in enumerate(known):
        if not field:
            continue
        if field in places:
            raise SheetRefused(
                _("The heading “%(title)s” stands twice. Please keep one column of it.")
                % {"title": str(cells[place]).strip()}
            )
        places[field] = place
    missing = [c.title for c in COLUMNS if c.is_needed and c.field not in places]
    if missing:
        raise SheetRefused(
            _("These columns are missing: %(titles)s. Please add them.")
            % {"titles": ", ".join(map(str, missing))}
        )
    return places


def unknown_headings(heading: Heading, row: Sequence[object]) -> list[str]:
    """Return headings nobody knows; their columns are read past."""
    names, taken = {*_names(), *_remarks()}, set(heading.places.values())
    return [
        str(cell).strip()
        for place, cell in enumerate(row)
        if place not in taken and str(cell).strip() and _key(cell) not in names
    ]


def is_remarks(cell: object) -> bool:
    """Whether a heading is that of the remarks a returned sheet carries."""
    return _key(cell) in _remarks()


def title_of(field: str) -> str:
    return next((str(c.title) for c in COLUMNS if c.field == field), "")


def _count(known: list[str]) -> int:
    return len(set(filter(None, known)))


@cache
def _names() -> dict[str, str]:
    names = {alias: column.field for column in COLUMNS for alias in column.aliases}
    for language in LANGUAGES:
        with override(language):
            names |= {_key(str(column.title)): column.field for column in COLUMNS}
    return names


@cache
def _remarks() -> set[str]:
    found = set()
    for language in LANGUAGES:
        with override(language):
            found.add(_key(str(REMARKS)))
    return found


def _key(cell: object) -> str:
    """Fold a heading; a unit in brackets, such as «(đồng)», does not matter."""
    return fold(str(cell).split("(")[0])
