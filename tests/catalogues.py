"""Judge the translations: complete, none in doubt, and of the texts in use.

``python -m tests.catalogues`` prints what is wrong, one line each; with ``collect`` it
writes the texts in use into the catalogue (``make messages``).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from tests import servers, tree
from tests.tree import ROOT

CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")
MAKEMESSAGES = (
    *("makemessages", "--locale", "vi", "--no-location", "--no-obsolete", "--no-wrap"),
    *("--ignore", ".venv", "--ignore", "var", "--ignore", "tests"),
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def problems() -> Iterator[str]:
    catalogue = polib.pofile(str(ROOT / CATALOGUE), check_for_duplicates=True)
    for entry in catalogue:
        yield from _problems_of(entry)
    if shutil.which("xgettext") is None:
        print("No xgettext here: the texts in use were not compared.")
        return
    known, used = _names(catalogue), _names(_extracted())
    yield from (f"not in the catalogue: {name}" for name in sorted(used - known))
    yield from (f"no longer in use: {name}" for name in sorted(known - used))


def _problems_of(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
    if entry.obsolete:
        yield f"obsolete: {entry.msgid}"
    elif entry.fuzzy:
        yield f"in doubt (fuzzy): {entry.msgid}"
    elif not all(text.strip() for text in texts):
        yield f"not translated: {entry.msgid}"
    elif not all(_placeholders_agree(entry, text) for text in texts):
        yield f"placeholders differ: {entry.msgid}"


def _placeholders_agree(entry: polib.POEntry, text: str) -> bool:
    """Compare with the plural: English may leave the number out of the singular."""
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return set(PLACEHOLDER.findall(text)) == wanted


def _names(catalogue: polib.POFile) -> set[str]:
    return {
        f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
        for entry in catalogue
    }


def _extracted() -> polib.POFile:
    """Collect the texts in a copy of the files; the checkout stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in tree.files(".py", ".html", ".txt", ".toml", ".po"):
            target = copy / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        command = [sys.executable, "manage.py", *MAKEMESSAGES]
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
        return polib.pofile(str(copy / CATALOGUE))


def collect() -> int:
    if shutil.which("xgettext") is None:
        print("xgettext was not found: install gettext (apt install gettext).")
        return 1
    servers.prepare()
    command = [sys.executable, "manage.py", *MAKEMESSAGES]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def judge() -> int:
    found = list(problems())
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(collect() if sys.argv[1:] == ["collect"] else judge())
