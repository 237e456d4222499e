"""Official papers as PDF: archival (PDF/A-3a) and accessible (PDF/UA-1) in one file.

The paper is handed to ``typst/paper.typ`` as JSON. Text of people is therefore data
and never markup, whatever it contains. The same paper gives the same bytes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from documents import codes, pdf_content, pictures
from documents.blocks import Chart, Paper
from documents.numbering import PlacedPaper, number

_TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"


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
            font_paths=pictures.fonts(),
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=int(paper.made_at.timestamp()),
            format="pdf",
        )
    assert isinstance(made, bytes)
    return made


def _write_pictures(root: Path, paper: Paper, placed: PlacedPaper) -> None:
    for at, item in enumerate(placed.placed()):
        if isinstance(item.block, Chart):
            path = root / pdf_content.picture_name(at)
            path.write_text(pictures.drawing(item.block), encoding="utf-8")
    if paper.code:
        (root / "qr.svg").write_text(
            codes.qr_svg(paper.code, paper.seal), encoding="utf-8"
        )


def _write_attachments(
    root: Path, attachments: Iterable[Attachment]
) -> list[dict[str, str]]:
    """Lay the files in a folder of their own, where no name can hide the paper."""
    folder = root / "attached"
    folder.mkdir()
    described = []
    for at, file in enumerate(attachments):
        (folder / str(at)).write_bytes(file.content)
        described.append(
            {
                "source": f"/attached/{at}",
                "name": Path(file.filename).name,
                "mime": file.mime,
                "description": file.description,
            }
        )
    return described
