"""Compile the translations where no gettext is installed; ``.mo`` is not in git."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from thanhhoa_ecom.local import paths


def compile_stale(folder: Path = paths.ROOT / "locale") -> None:
    """Compile every catalogue that is newer than its compiled form."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    """Write beside the target and rename: another run may be reading it."""
    half = target.with_suffix(f".{os.getpid()}")
    with source.open("rb") as text, half.open("wb") as compiled:
        write_mo(compiled, read_po(text, locale=source.parts[-3]))
    half.replace(target)
