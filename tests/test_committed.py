"""What must not be committed. This file names it, and is the only one that may."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests import tree
from tests.tree import ROOT, relative

TEXT = (".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".po", ".sh", ".yml")


def texts() -> Iterator[tuple[str, str]]:
    """Return every text of the project but this file, which names what it forbids."""
    for path in tree.files():
        is_text = path.suffix in TEXT or path.name in {
            "Makefile",
            "run",
            ".env.example",
        }
        if is_text and path != Path(__file__):
            yield relative(path), path.read_text()


def mentions(pattern: str) -> list[str]:
    return [
        f"{name}: {match.group()}"
        for name, text in texts()
        for match in re.finditer(pattern, text)
    ]


def test_no_path_of_somebodys_machine_is_committed():
    assert mentions(r"(?<![\w.~}])/(?:home|root|work|Users)/[a-z][\w.-]*") == []


def test_no_package_index_is_named():
    assert mentions(r"pypi\.org|pythonhosted\.org|--index-url|registry\.npmjs") == []
    locks = [p.read_text() for p in (ROOT / "deploy").glob("*.lock")]
    assert [text for text in locks if "://" in text] == []


def test_no_mark_of_unfinished_work_is_left():
    assert mentions(r"\b(?:FIXME|TODO|XXX|HACK)\b") == []


def test_locks_carry_a_hash_for_every_package():
    for lock in (ROOT / "deploy").glob("*.lock"):
        packages = re.split(r"\n(?=[a-zA-Z0-9])", lock.read_text())
        bare = [
            p.splitlines()[0]
            for p in packages
            if "==" in p.splitlines()[0] and "--hash=sha256:" not in p
        ]
        assert bare == [], lock.name
