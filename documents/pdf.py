"""Official papers as PDF: archival (PDF/A-3a) and accessible (PDF/UA-1) in one file.

The paper is handed to ``typst/paper.typ`` as JSON. Text of people is therefore data
and never markup, whatever it contains. The same paper gives the same bytes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from documents import charts, codes, pdf_content, typeface
from documents.blocks import Chart, Paper
from documents.numbering import PlacedPaper, number

STANDARDS = ["a-3a", "ua-1"]
PICTURE_DPI = 220
_TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
_PICTURE = b"""
#set page(width: 160mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.chart), format: "svg", width: 100%)
"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF, such as the sheet its tables come from."""

    filename: str
    content: bytes
    mime: str
    description: str


def render(paper: Paper, *, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """Return the paper as PDF bytes."""
    placed = number(paper)
    with TemporaryDirectory(prefix="paper-") as folder:
        root = Path(folder)
        content = pdf_content.of_paper(paper, placed)
        content["attachments"] = _write_attachments(root, attachments)
        (root / "paper.json").write_text(json.dumps(content), encoding="utf-8")
        (root / "paper.typ").write_bytes(_TEMPLATE.read_bytes())
        _write_pictures(root, paper, placed)
        made = typst.compile(
            root / "paper.typ",
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=int(paper.made_at.timestamp()),
            format="pdf",
        )
    assert isinstance(made, bytes)
    return made


def picture(chart: Chart) -> bytes:
    """Return a chart as a PNG picture, for files that cannot hold its drawing."""
    made = typst.compile(
        _PICTURE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"chart": drawing(chart)},
        format="png",
        ppi=PICTURE_DPI,
    )
    assert isinstance(made, bytes)
    return made


def drawing(chart: Chart) -> str:
    """Return a chart as SVG in the face of the papers, without letters it lacks."""
    svg = charts.svg(chart)
    known = typeface.letters()
    return "".join(letter if letter in known else "?" for letter in svg)


def _write_pictures(root: Path, paper: Paper, placed: PlacedPaper) -> None:
    for at, item in enumerate(placed.placed()):
        if isinstance(item.block, Chart):
            path = root / pdf_content.picture_name(at)
            path.write_text(drawing(item.block), encoding="utf-8")
    if paper.code:
        (root / "qr.svg").write_text(codes.qr_svg(paper.code), encoding="utf-8")


def _write_attachments(
    root: Path, attachments: Iterable[Attachment]
) -> list[dict[str, str]]:
    described = []
    for file in attachments:
        name = Path(file.filename).name
        (root / name).write_bytes(file.content)
        described.append(
            {"path": f"/{name}", "mime": file.mime, "description": file.description}
        )
    return described


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[typeface.directory()],
    )
