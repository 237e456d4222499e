"""Putting accepted rows into a dossier: one transaction, one COPY.

Rows are written as lines of PostgreSQL's text format while the sheet is read, so that
100,000 of them need no memory; the position is put in front when they are copied.
"""

from collections.abc import Mapping
from datetime import datetime
from io import TextIOBase
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Max

from promotions.drafting import changing
from promotions.enums import SheetMode
from promotions.models import GoodsGroup, Item, Promotion, SheetJob

# What makes the same goods stands first: name, brand and unit.
DEFAULTS: dict[str, Any] = {
    "name": "",
    "brand": "",
    "unit_of_measure": "",
    "goods_group_id": None,
    "quantity": None,
    "price_before_vnd": None,
    "price_now_vnd": None,
    "discount_percent": None,
    "gift_name": "",
    "gift_group_id": None,
    "gift_value_vnd": 0,
    "exemption": "",
    "is_state_priced": False,
    "price_floor_vnd": None,
    "alcohol_percent": None,
    "is_local": False,
    "is_ocop": False,
    "is_vietnamese": False,
}
GROUPS = {"goods_group": "goods_group_id", "gift_group": "gift_group_id"}
CHUNK_LINES = 2_000
_ESCAPES = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": ""}
)


class RowWriter:
    """Writes accepted rows to a file of lines, without their position."""

    def __init__(self, stream: TextIOBase) -> None:
        self.stream = stream
        self.groups = dict(GoodsGroup.objects.values_list("code", "pk"))

    def write(self, line: str) -> None:
        self.stream.write(line)

    def line_of(self, facts: Mapping[str, Any]) -> str:
        """Return the row as a line; equal facts are written equally."""
        row = dict(DEFAULTS)
        for name, value in facts.items():
            if name in GROUPS:
                row[GROUPS[name]] = self.groups.get(value)
            elif value is not None:
                row[name] = value
        return "\t".join(map(_written, row.values())) + "\n"


def facts_in(line: str) -> str:
    """Return what a line says of its goods beside their name, brand and unit."""
    return line.split("\t", 3)[3]


def _written(value: object) -> str:
    if value is None:
        return "\\N"
    if value is True:
        return "t"
    if value is False:
        return "f"
    return str(value).translate(_ESCAPES)


class ChangedMeanwhile(Exception):
    """The dossier is no longer what the rows were judged by."""


def store(job: SheetJob, lines: Path, *, judged_by: datetime, at: datetime) -> None:
    """Copy the lines into the dossier, in a transaction that also finishes the job.

    ``judged_by`` is ``saved_at`` of the dossier when its rows were read. Raises
    ``DossierClosed`` or ``ChangedMeanwhile``; then nothing is stored.
    """
    with changing(job.promotion, at=at) as dossier:
        if dossier.saved_at != judged_by:
            raise ChangedMeanwhile
        if job.mode == SheetMode.REPLACE:
            Item.objects.filter(promotion=dossier).delete()
        last = dossier.items.aggregate(last=Max("position"))["last"] or 0
        _copy(dossier, lines, after=last)


def _copy(dossier: Promotion, lines: Path, *, after: int) -> None:
    columns = ", ".join(["position", "promotion_id", *DEFAULTS])
    connection.ensure_connection()
    command = f"COPY promotions_item ({columns}) FROM STDIN"
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(command) as copy,
        lines.open(encoding="utf-8", newline="\n") as stream,
    ):
        chunk: list[str] = []
        for position, line in enumerate(stream, start=after + 1):
            chunk.append(f"{position}\t{dossier.pk}\t{line}")
            if len(chunk) == CHUNK_LINES:
                copy.write("".join(chunk))
                chunk.clear()
        copy.write("".join(chunk))
