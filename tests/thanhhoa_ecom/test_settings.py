import ast
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import environ
import pytest

from tests.tree import ROOT

SETTINGS = ROOT / "thanhhoa_ecom" / "settings.py"
EXAMPLE = ROOT / ".env.example"
IN_PRODUCTION = {
    "SECRET_KEY": "k" * 60,
    "DATABASE_URL": "postgres://portal:secret@db.example:5432/portal",
    "PORTAL_IGNORE_DOTENV": "1",
    "PATH": os.environ["PATH"],
}


def names_read(source: Path) -> set[str]:
    """Return the first argument of every call of env.*() and required()."""
    calls = (n for n in ast.walk(ast.parse(source.read_text())) if is_reading(n))
    return {
        call.args[0].value
        for call in calls
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def is_reading(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    if isinstance(function, ast.Attribute):
        return isinstance(function.value, ast.Name) and function.value.id == "env"
    return isinstance(function, ast.Name) and function.id == "required"


def example_lines() -> list[str]:
    return EXAMPLE.read_text().splitlines()


def names_explained() -> list[str]:
    return [
        line.partition("=")[0] for line in example_lines() if line and line[0] != "#"
    ]


def load_settings(expression: str, **environment: str) -> subprocess.CompletedProcess:
    """Evaluate an expression on freshly loaded settings, in a process of its own."""
    code = f"from thanhhoa_ecom import settings; print(({expression}))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**IN_PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_that_is_read_is_in_the_example():
    assert sorted(names_read(SETTINGS)) == sorted(names_explained())


def test_every_variable_in_the_example_is_explained_by_the_line_above():
    lines = example_lines()
    unexplained = [
        line
        for above, line in pairwise(lines)
        if line and line[0] != "#" and not above.startswith("# ")
    ]

    assert unexplained == []


def test_example_can_be_read_as_it_stands(monkeypatch):
    monkeypatch.setattr(environ.Env, "ENVIRON", {})
    environ.Env.read_env(EXAMPLE)

    env = environ.Env()
    assert env.list("ALLOWED_HOSTS") == ["localhost", "127.0.0.1", "[::1]"]
    assert env.str("DEFAULT_FROM_EMAIL").endswith("<no-reply@localhost>")


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_missing_secret_stops_the_start_with_a_remedy(name):
    done = load_settings("1", **{name: ""})

    assert done.returncode != 0
    assert f"{name} is not set. Set it to " in done.stderr


def test_production_is_safe_by_default():
    done = load_settings(
        "settings.DEBUG, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,"
        "settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS,"
        "settings.PORTAL_DEMO, hasattr(settings, 'SECURE_PROXY_SSL_HEADER')"
    )

    assert done.stdout.strip() == "(False, True, True, True, 31536000, False, False)"


def test_settings_stay_below_their_ceiling():
    assert len(SETTINGS.read_text().splitlines()) <= 500
