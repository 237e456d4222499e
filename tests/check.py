"""``make check``: judge the code without running the tests, all steps every time."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests import servers
from tests.tree import APPS, ROOT

BIN = Path(sys.executable).parent
AS_IN_PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": "false",
    "SECURE_COOKIES": "true",
    "BEHIND_TLS_PROXY": "true",
    "STATIC_HASHED": "true",
    "ALLOWED_HOSTS": "portal.example",
    "PORTAL_ORIGIN": "https://portal.example",
    "EMAIL_URL": "smtp://127.0.0.1:25",
}


@dataclass
class Step:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> tuple["Step", bool, str, float]:
        began = time.monotonic()
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.environment},
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        seconds = time.monotonic() - began
        return self, done.returncode == 0, done.stdout.strip(), seconds


def steps() -> list[Step]:
    manage = [sys.executable, "manage.py"]
    return [
        Step("types (mypy strict)", [str(BIN / "mypy"), *APPS]),
        Step("style (ruff)", [str(BIN / "ruff"), "check", "."]),
        Step("format (ruff)", [str(BIN / "ruff"), "format", "--check", "."]),
        Step("layers (import-linter)", [str(BIN / "lint-imports")]),
        Step("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Step("translations", [sys.executable, "-m", "tests.catalogues"]),
        Step("templates", [sys.executable, "-m", "tests.templates"]),
        Step(
            "production settings",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            AS_IN_PRODUCTION,
        ),
    ]


def main() -> int:
    servers.prepare()
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for step, is_good, output, seconds in pool.map(Step.run, steps()):
            print(f"{'ok    ' if is_good else 'FAILED'} {step.name} ({seconds:.0f} s)")
            if not is_good:
                failed.append(step.name)
                print(output)
            sys.stdout.flush()
    print("All good." if not failed else f"Failed: {', '.join(failed)}.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
