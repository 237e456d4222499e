"""A CSV file row by row, whatever separates its cells; it is never read as a whole."""

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from promotions.sheets.columns import HEADING_ROWS, known_headings
from promotions.sheets.trouble import SheetRefused

SEPARATORS = ";,\t|"
PIECE_BYTES = 1 << 20

Rows = Iterator[Sequence[object]]


@contextmanager
def opened(path: Path) -> Iterator[tuple[int, Rows]]:
    """Give the number of lines and the rows. Raises ``SheetRefused``."""
    encoding, lines = _looked_at(path)
    with path.open(encoding=encoding, newline="") as stream:
        separator = _separator(stream)
        stream.seek(0)
        yield lines, _rows(stream, separator)


def _looked_at(path: Path) -> tuple[str, int]:
    """Return how the letters are written, and how many lines there are."""
    with path.open("rb") as stream:
        start = stream.read(2)
        is_utf16 = start in (b"\xff\xfe", b"\xfe\xff")
        encoding = "utf-16" if is_utf16 else "utf-8-sig"
        decoder = getincrementaldecoder(encoding)()
        stream.seek(0)
        lines = 1
        try:
            while piece := stream.read(PIECE_BYTES):
                lines += decoder.decode(piece).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise SheetRefused(
                _(
                    "The Vietnamese letters of this file cannot be read. In Excel "
                    "choose “Save as” and then “CSV UTF-8”, or send the .xlsx file."
                )
            ) from None
    return encoding, lines


def _separator(stream: Iterator[str]) -> str:
    """Return what separates the cells: that by which most headings are recognised."""
    head = list(islice(stream, HEADING_ROWS))

    def recognised(separator: str) -> int:
        try:
            rows = list(csv.reader(head, delimiter=separator))
        except csv.Error:
            return 0
        return max(map(known_headings, rows), default=0)

    return max(SEPARATORS, key=recognised)


def _rows(stream: Iterator[str], separator: str) -> Rows:
    rows = csv.reader(stream, delimiter=separator)
    try:
        yield from rows
    except csv.Error:
        raise SheetRefused(
            _("The CSV file is damaged near row %(row)d.") % {"row": rows.line_num}
        ) from None
