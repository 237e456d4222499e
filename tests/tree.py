"""The files that belong to the project."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = {".git", ".venv", "var", "__pycache__", "htmlcov"}


def files(*suffixes: str) -> list[Path]:
    """Return the project's files, below ROOT, with one of the suffixes (or any)."""
    names = (
        _from_git() if (ROOT / ".git").exists() and shutil.which("git") else _found()
    )
    paths = (ROOT / name for name in sorted(names))
    return [
        path
        for path in paths
        if path.is_file() and (not suffixes or path.suffix in suffixes)
    ]


def _from_git() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return listed.stdout.splitlines()


def _found() -> list[str]:
    """Walk the folder where it is no git checkout, such as an unpacked archive."""
    return [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if not FOREIGN.intersection(path.relative_to(ROOT).parts)
        and not path.name.endswith((".pyc", ".mo"))
    ]
