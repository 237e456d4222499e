"""Judge the templates: formatted, and nothing in them that the strict CSP forbids.

``python -m tests.templates`` prints what is wrong, one line each.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.tree import ROOT

TEMPLATES = ROOT / "templates"
FORBIDDEN = {
    "a script in the page": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*json)", re.IGNORECASE
    ),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>%{]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>%{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a foreign asset": re.compile(
        r"<(?:script|img|link|iframe|source)[^>]*(?:src|href)=[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}


def problems() -> Iterator[str]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text()
        for what, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(ROOT)}:{line}: {what}"


def unformatted() -> str:
    paths = [str(path) for path in sorted(TEMPLATES.rglob("*.html"))]
    djade = Path(sys.executable).with_name("djade")
    done = subprocess.run(
        [str(djade), "--check", "--target-version", "5.2", *paths],
        check=False,
        capture_output=True,
        text=True,
    )
    return (done.stdout + done.stderr).strip() if done.returncode else ""


if __name__ == "__main__":
    found = [*problems(), *filter(None, [unformatted()])]
    print("\n".join(found))
    sys.exit(bool(found))
