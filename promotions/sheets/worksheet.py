"""What the reader of a workbook does not tell about a worksheet, found in its XML.

calamine lays a worksheet out as one rectangle, gives error values back as empty cells
and forgets which numbers are shown as percents. So the XML is looked through once, in
pieces, before calamine opens it: how far its values reach, which cells hold an error
or a formula nobody worked out, and which numbers Excel shows as percents.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from struct import Struct
from typing import Any

from django.utils.translation import gettext as _

from defusedxml import ElementTree

from promotions.sheets.trouble import SheetRefused, damaged

WORKBOOK = "xl/workbook.xml"
MAX_CELLS = 6_000_000
"""The largest rectangle opened; each of its cells costs 32 bytes, filled or not."""
MAX_SPECIAL = 200_000
PIECE_BYTES = 1 << 20
_LONGEST_CELL = 4 << 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LOCAL_HEADER = Struct("<26xHH")
_OTHERS = rb'(?:\s+(?:s|t|cm|vm|ph|xml:space)="[^"<>]*")*'
_CELL = re.compile(
    rb"<(?:\w+:)?c"
    + _OTHERS
    + rb'\s+r="([A-Z]{1,3})([0-9]{1,7})"'
    + _OTHERS
    + rb"\s*(/>|></(?:\w+:)?c>|>)"
)
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
# A cell as Excel writes it in the columns A to Z and the rows before 100,000: most are.
_NEAR_CELL = re.compile(
    rb'<c r="[A-Z][0-9]{1,5}"(?: s="[0-9]*")?(?: t="[a-zA-Z]*")?/?>'
)
_NEAR_COLUMNS, _NEAR_ROWS = 26, 99_999
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>'
    rb".{0,2000}?<(?:\w+:)?v[^>]*>([^<]{1,20})<",
    re.DOTALL,
)
_NOT_COMPUTED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<(?:\w+:)?f\b'
    rb"(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# Letters of a number format that stand for themselves: "đ", \%, and the like.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')


class ErrorValue(str):
    """What a formula gave that could not be worked out, such as «#DIV/0!»."""

    __slots__ = ()


class NotComputed(str):
    """A formula whose value was never stored; the program that saved it had none.

    It is no empty text, because the cell is not empty.
    """

    __slots__ = ()


class Share(float):
    """A number that Excel shows as a percent: 0.4 reads «40 %»."""

    __slots__ = ()


@dataclass
class Worksheet:
    """What was found; rows and columns count from 0."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    not_computed: set[tuple[int, int]] = field(default_factory=set)
    shares: dict[int, set[int]] = field(default_factory=dict)

    @property
    def special_rows(self) -> dict[int, list[tuple[int, str]]]:
        """Return the error values and open formulas, by row."""
        rows: dict[int, list[tuple[int, str]]] = {}
        for (row, column), says in self.errors.items():
            rows.setdefault(row, []).append((column, ErrorValue(says)))
        for row, column in self.not_computed:
            rows.setdefault(row, []).append((column, NotComputed("=")))
        return rows


def look_through(path: Path, sheet_name: str) -> Worksheet:
    """Return what the named worksheet holds beside its values.

    Raises ``SheetRefused`` where its values lie so far apart that opening it would
    need more memory than there is.
    """
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(_part_of(archive, sheet_name))
        percents = _percent_styles(archive)
    found = Worksheet()
    share = _share_pattern(percents)
    for piece in _whole_cells(unpacked(path, info)):
        _measure(piece, found)
        if b't="e"' in piece:
            for column, row, says in _ERROR.findall(piece):
                found.errors[int(row) - 1, _number(column)] = says.decode(
                    "utf-8", "replace"
                )
        if b"<f" in piece or b":f" in piece:
            for column, row in _NOT_COMPUTED.findall(piece):
                found.not_computed.add((int(row) - 1, _number(column)))
        if share is not None:
            for column, row in share.findall(piece):
                found.shares.setdefault(_number(column), set()).add(int(row) - 1)
        if len(found.errors) + len(found.not_computed) > MAX_SPECIAL:
            break
    return found


def unpacked(path: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a part in pieces, whatever size the archive promises."""
    with path.open("rb") as stream:
        stream.seek(info.header_offset)
        name, extra = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
        stream.seek(name + extra, 1)
        left = info.compress_size
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        while left > 0:
            packed = stream.read(min(PIECE_BYTES // 16, left))
            if not packed:
                raise zipfile.BadZipFile
            left -= len(packed)
            if info.compress_type == zipfile.ZIP_STORED:
                yield packed
                continue
            while packed:
                yield inflate.decompress(packed, PIECE_BYTES)
                packed = inflate.unconsumed_tail


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Cut the pieces anew, so that no cell lies in two of them."""
    rest = b""
    for piece in pieces:
        rest += piece
        if len(rest) < PIECE_BYTES:
            continue
        end = rest.rfind(b"c>") + 2
        if end < 2:
            end = rest.rfind(b"/>") + 2
        if end < 2:
            if len(rest) > _LONGEST_CELL:
                raise SheetRefused(damaged())
            continue
        yield rest[:end]
        rest = rest[end:]
    yield rest


def _measure(piece: bytes, found: Worksheet) -> None:
    """Widen the rectangle by the filled cells of the piece; a near one is not asked."""
    is_near = found.rows <= _NEAR_ROWS and b":c" not in piece
    if is_near and piece.count(b"<c") == len(_NEAR_CELL.findall(piece)):
        return
    cells = _CELL.findall(piece)
    if len(cells) != len(_ANY_CELL.findall(piece)):
        raise SheetRefused(damaged())
    filled = [(columns, rows) for columns, rows, end in cells if end == b">"]
    if not filled:
        return
    columns, rows = zip(*filled, strict=True)
    found.columns = max(found.columns, *map(_number, set(columns)))
    found.rows = max(found.rows, *map(int, set(rows)))
    if max(found.columns + 1, _NEAR_COLUMNS) * found.rows > MAX_CELLS:
        raise SheetRefused(
            _(
                "There are values far to the right or far down, as far as row %(row)d, "
                "column %(column)d. Please copy the goods alone into a new workbook."
            )
            % {"row": found.rows, "column": found.columns + 1}
        )


def _number(letters: bytes) -> int:
    """Return the place of a column: A is 0, Z is 25, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _part_of(archive: zipfile.ZipFile, sheet_name: str) -> str:
    """Return the part of the archive that holds the named worksheet."""
    related = {
        relation.get("Id"): str(relation.get("Target"))
        for relation in _parsed(archive, "xl/_rels/workbook.xml.rels")
    }
    for sheet in _parsed(archive, WORKBOOK).iter():
        if _local(sheet) == "sheet" and sheet.get("name") == sheet_name:
            target = next(
                (related.get(v) for k, v in sheet.attrib.items() if k.endswith("}id")),
                None,
            )
            if target:
                return target.removeprefix("/") if target[0] == "/" else f"xl/{target}"
    raise SheetRefused(damaged())


def _percent_styles(archive: zipfile.ZipFile) -> list[int]:
    """Return the numbers of the cell styles that show a percent."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = _parsed(archive, "xl/styles.xml")
    formats = {9, 10}
    places: list[int] = []
    for part in styles.iter():
        code = _LITERAL.sub("", str(part.get("formatCode")))
        if _local(part) == "numFmt" and "%" in code:
            formats.add(int(part.get("numFmtId") or 0))
    for part in styles:
        if _local(part) == "cellXfs":
            places = [int(style.get("numFmtId") or 0) for style in part]
    return [place for place, format_ in enumerate(places) if format_ in formats]


def _share_pattern(styles: list[int]) -> re.Pattern[bytes] | None:
    if not styles:
        return None
    either = "|".join(map(str, styles)).encode()
    return re.compile(
        rb'<(?:\w+:)?c r="([A-Z]+)([0-9]+)" s="(?:' + either + rb')"[^/>]*>'
    )


def _parsed(archive: zipfile.ZipFile, part: str) -> Any:
    try:
        return ElementTree.fromstring(archive.read(part), forbid_dtd=True)
    except (KeyError, ValueError, ElementTree.ParseError):
        raise SheetRefused(damaged()) from None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
