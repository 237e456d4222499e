"""Pictures and labels set in the face of the pages; data in, never markup."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

_TEMPLATES = Path(__file__).parent / "typst"
FACE_PACKAGE = "fontpkg_be_vietnam_pro"


def set_page(
    template: str,
    facts: Mapping[str, Any],
    *,
    pictures: Mapping[str, str] | None = None,
    to: Literal["pdf", "png"],
) -> bytes:
    """Return one page, or the sheet, that ``template`` makes of ``facts``.

    ``pictures`` are SVG texts by file name. A PNG has one point a pixel.
    """
    with TemporaryDirectory(prefix="set-") as folder:
        root = Path(folder)
        (root / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
        (root / template).write_bytes((_TEMPLATES / template).read_bytes())
        for name, text in (pictures or {}).items():
            (root / name).write_text(text, encoding="utf-8")
        made = typst.compile(
            root / template, root=root, font_paths=_fonts(), format=to, ppi=72
        )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    with as_file(files(FACE_PACKAGE) / "files") as folder:
        return typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[folder],
        )
