"""The layout of official papers: sizes, margins and fixed words, for every renderer.

Legal source: Decree 30/2020/NĐ-CP of 05/03/2020, Appendix I (page, face, sizes, the
place of each element). The words stand here in Vietnamese and are not translated: an
official paper of the province has one language whoever makes it.
"""

from dataclasses import dataclass

from documents import dates, typeface
from documents.blocks import Chart, Letterhead, Paper, Table
from documents.values import moment

FACE = "Times New Roman"

# Page, in millimetres: A4, margins 20–25 above and below, 30–35 left, 15–20 right.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20, 20, 30, 20
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
WIDE_TEXT_WIDTH = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT
FIRST_LINE_INDENT = 10
HEAD_LEFT, HEAD_RIGHT = 66, 94

# Sizes, in points.
NATION_SIZE = 12
MOTTO_SIZE = 13
ISSUER_SIZE = 12
NUMBER_SIZE = 13
BODY_SIZE = 14
TABLE_SIZE = 12
NOTE_SIZE = 11
PAGE_NUMBER_SIZE = 13
RECIPIENTS_TITLE_SIZE = 12
RECIPIENTS_SIZE = 11
PROOF_SIZE = 10
FIGURE_SIZE = 18
MARK_SIZE = 64
MANY_COLUMNS = 7
MANY_ROWS = 12
MANY_LETTERS = 1_000
MANY_RECIPIENTS = 30
LINE_SPACING = 1.15
PARAGRAPH_SPACE = 6

BLANK_NUMBER = "." * 14
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSED_TO = "Kính gửi:"
RECIPIENTS_TITLE = "Nơi nhận:"
UNIT = "Đơn vị tính"
FIGURES_OF = "Số liệu của"
SEE = "Số liệu tại"
CODE = "Mã xác minh"
VERIFIED_AT = "Kiểm tra văn bản tại"
FIGURES_AS_OF = "Số liệu tính đến"
MADE_AT = "Tệp được lập lúc"
SEALED = "Chữ ký của cổng (Ed25519)"


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead as lines of text, with the length of each rule in millimetres."""

    parent: str
    issuer: str
    issuer_rule: float
    motto_rule: float
    number_line: str
    letter_subject: str
    place_and_date: str
    kind: str
    subject: str
    subject_rule: float
    addressees: tuple[str, ...]


def head_of(letterhead: Letterhead) -> Head:
    """Return what the top of a paper says and how long its rules are.

    The rule under the motto is as long as the motto; those under the issuer and the
    subject are between a third and a half of the line above them.
    """
    subject_width = typeface.width_mm(letterhead.subject, size=BODY_SIZE, bold=True)
    issuer_width = typeface.width_mm(letterhead.issuer, size=ISSUER_SIZE, bold=True)
    is_letter = not letterhead.kind
    return Head(
        parent=letterhead.parent,
        issuer=letterhead.issuer,
        issuer_rule=0.45 * min(issuer_width, HEAD_LEFT),
        motto_rule=typeface.width_mm(MOTTO, size=MOTTO_SIZE, bold=True),
        number_line=number_line(letterhead),
        letter_subject=f"V/v {letterhead.subject}" if is_letter else "",
        place_and_date=dates.place_and_date(
            letterhead.place, letterhead.dated, day_is_blank=letterhead.day_is_blank
        ),
        kind=letterhead.kind,
        subject="" if is_letter else letterhead.subject,
        subject_rule=0.4 * min(subject_width, TEXT_WIDTH * 0.8),
        addressees=_addressee_lines(letterhead.addressees),
    )


def number_line(letterhead: Letterhead) -> str:
    """Return «Số: 05/BC-SCT»; below 10 a zero stands before the number."""
    if not letterhead.symbol:
        return f"Số: {BLANK_NUMBER}" if letterhead.has_number else ""
    number = dates.BLANK if letterhead.number is None else f"{letterhead.number:02d}"
    return f"Số: {number}/{letterhead.symbol}"


def recipient_lines(lines: tuple[str, ...]) -> list[str]:
    """Return the list under «Nơi nhận»: «;» after each line, «.» after the last."""
    ends = [*[";"] * (len(lines) - 1), "."][: len(lines)]
    return [
        f"- {line.rstrip(' ;.')}{end}" for line, end in zip(lines, ends, strict=True)
    ]


def _addressee_lines(addressees: tuple[str, ...]) -> tuple[str, ...]:
    """Return one addressee as it is, several as a list like the recipients."""
    if len(addressees) < 2:
        return addressees
    return tuple(recipient_lines(addressees))


def belongs_to(letterhead: Letterhead) -> str:
    """Return the line under the title of an appendix: to which paper it belongs."""
    paper = letterhead.kind.capitalize() or "Công văn"
    number = number_line(letterhead).removeprefix("Số: ")
    parts = [
        f"Kèm theo {paper}",
        f"số {number}" if number else "",
        dates.in_words(letterhead.dated, day_is_blank=letterhead.day_is_blank),
        f"của {letterhead.issuer_name or letterhead.issuer}",
    ]
    return f"({' '.join(filter(None, parts))})"


def chart_caption(chart: Chart) -> str:
    return f"{chart.caption} ({chart.unit})" if chart.unit else chart.caption


def table_size(table: Table) -> int:
    """Return the size of a table's text: a wide one is set smaller."""
    return NOTE_SIZE if len(table.columns) > MANY_COLUMNS else TABLE_SIZE


def is_long(table: Table) -> bool:
    """Tell whether a table may run over pages; a short one is kept together.

    Few rows with much text are long as well: kept together they would leave the page.
    """
    if len(table.rows) > MANY_ROWS:
        return True
    letters = sum(len(text) for row in table.rows for text in table.shown(row))
    return letters > MANY_LETTERS


def proof_lines(paper: Paper) -> list[str]:
    """Return what stands beside the code: moments of figures and file, and the seal."""
    lines = [f"{MADE_AT} {moment(paper.made_at)}."]
    if paper.as_of is not None:
        lines.insert(0, f"{FIGURES_AS_OF} {moment(paper.as_of)}.")
    if paper.seal:
        lines.append(f"{SEALED}: {paper.seal}")
    return lines


def keep_blanks(line: str) -> str:
    """Return a line whose runs of spaces are kept, as room to write in by hand."""
    return line.replace("  ", "\u00a0\u00a0")
