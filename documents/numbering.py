"""The numbers of headings, tables, charts and appendices, the same in every file.

Headings count «I.», «1.», «a)» and start again in each appendix; tables and charts
count through the whole paper. Level 3 follows the Vietnamese alphabet (a, b, c, d, đ).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.blocks import Appendix, Block, Chart, Heading, Paper, Table

LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its number («I.», «Bảng 2», «Biểu đồ 1») or an empty label.

    ``depth`` is the level of a heading in the outline, which skips no step.
    """

    block: Block
    label: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PlacedAppendix:
    appendix: Appendix
    label: str
    blocks: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class PlacedPaper:
    body: tuple[Placed, ...]
    appendices: tuple[PlacedAppendix, ...]

    def placed(self) -> Iterable[Placed]:
        yield from self.body
        for appendix in self.appendices:
            yield from appendix.blocks


@dataclass(slots=True)
class _Counter:
    tables: int = 0
    charts: int = 0
    headings: list[int] = field(default_factory=lambda: [0, 0, 0])
    depth: int = 0

    def place(self, block: Block, *, outline_start: int) -> Placed:
        if isinstance(block, Heading):
            return self._heading(block, outline_start)
        if isinstance(block, Table):
            self.tables += 1
            return Placed(block, f"Bảng {self.tables}")
        if isinstance(block, Chart):
            self.charts += 1
            return Placed(block, f"Biểu đồ {self.charts}")
        return Placed(block)

    def _heading(self, block: Heading, outline_start: int) -> Placed:
        at = block.level - 1
        self.headings[at] += 1
        self.headings[at + 1 :] = [0] * (2 - at)
        self.depth = min(at + outline_start, self.depth + 1)
        return Placed(block, _label(block.level, self.headings[at]), self.depth)


def number(paper: Paper) -> PlacedPaper:
    counter = _Counter()
    body = tuple(counter.place(block, outline_start=1) for block in paper.body)
    appendices = []
    for at, appendix in enumerate(paper.appendices, start=1):
        counter.headings, counter.depth = [0, 0, 0], 1
        blocks = tuple(
            counter.place(block, outline_start=2) for block in appendix.blocks
        )
        label = "Phụ lục" if len(paper.appendices) == 1 else f"Phụ lục {roman(at)}"
        appendices.append(PlacedAppendix(appendix, label, blocks))
    return PlacedPaper(body, tuple(appendices))


def source_label(placed: PlacedPaper, chart: Chart) -> str:
    """Return the label of the table a chart shows, or nothing if it has its own."""
    for item in placed.placed():
        if chart.source is not None and item.block == chart.source:
            return item.label
    return ""


def _label(level: int, number: int) -> str:
    if level == 1:
        return f"{roman(number)}."
    return f"{number}." if level == 2 else f"{letter(number)})"


def roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def letter(number: int) -> str:
    """Return the letter of a point; after «y» comes «aa»."""
    before, at = divmod(number - 1, len(LETTERS))
    return (letter(before) if before else "") + LETTERS[at]
