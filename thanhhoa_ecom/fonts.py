"""Be Vietnam Pro, cut to the letters the portal uses.

The typeface comes as a Python package with every weight and letter. A static-files
finder cuts the two weights the pages load to Vietnamese and Latin, once, and keeps
them under ``FONTS_ROOT``; so they are there wherever static files are collected or
served, and no binary is kept in the repository.
"""

import os
import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from fontTools import subset

from thanhhoa_ecom import tabular_figures

PREFIX = "fonts"
FONTS = {
    "be-vietnam-pro-400.woff2": "BeVietnamPro-Regular.ttf",
    "be-vietnam-pro-600.woff2": "BeVietnamPro-SemiBold.ttf",
}
# Basic Latin, Latin-1 and the block of Vietnamese letters with a mark and a tone …
RANGES = (*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x1EA0, 0x1EFA))
# … the other Vietnamese letters, combining tones, punctuation, the đồng and signs.
LETTERS = "ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323–—‘’“”•…₫−≠≤≥"
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", tabular_figures.FEATURE)


class FontFinder(BaseFinder):
    """Offers the two fonts to ``collectstatic`` and to the development server."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        folder, _, name = path.rpartition("/")
        if folder != PREFIX or name not in FONTS:
            return []
        found = str(ready(name))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        storage = FileSystemStorage(location=settings.FONTS_ROOT)
        storage.prefix = PREFIX  # type: ignore[attr-defined]
        for name in FONTS:
            ready(name)
            yield name, storage


def ready(name: str) -> Path:
    """Return the cut font, cutting it first where this has not been done."""
    target = Path(settings.FONTS_ROOT) / name
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        _cut(FONTS[name], target)
    return target


def _cut(source_name: str, target: Path) -> None:
    """Write the font under another name first, so that a half one is never served."""
    options = subset.Options(
        flavor="woff2",
        layout_features=list(FEATURES),
        hinting=False,
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=RANGES, text=LETTERS)
    source = files("fontpkg_be_vietnam_pro") / "files" / source_name
    with as_file(source) as readable, subset.load_font(readable, options) as font:
        tabular_figures.add_to(font)
        cutter.subset(font)
        handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".woff2")
        os.close(handle)
        subset.save_font(font, draft, options)
    Path(draft).chmod(0o644)
    Path(draft).replace(target)
