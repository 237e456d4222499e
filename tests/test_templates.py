"""Every template compiles, is there when named, and is used by somebody."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template

import pytest

from tests import tree
from tests.tree import ROOT, code_files, own_models, relative

PAGES_OF_ERRORS = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
PAGES_OF_ERRORS |= {"429.html"}  # allauth shows it to who tries too often


def templates() -> list[str]:
    folder = ROOT / "templates"
    return [
        path.relative_to(folder).as_posix()
        for path in tree.files(".html", ".txt")
        if folder in path.parents
    ]


@pytest.mark.parametrize("name", templates())
def test_template_compiles(name):
    assert get_template(name).origin.name == str(ROOT / "templates" / name)


def test_no_number_of_a_row_is_printed_for_readers_into_an_attribute():
    """1234 would become «1.234», which no server and no label understands."""
    printed = [
        f"{relative(path)}: {attribute}"
        for path in tree.files(".html")
        for attribute in re.findall(
            r"\w=\"[^\"]*\{\{ *[\w.]+\.(?:pk|id) *\}\}", path.read_text()
        )
        if not attribute.endswith(("rule.id }}", "attrs.id }}", "original.pk }}"))
    ]

    assert printed == []


def test_every_page_of_the_admin_that_asks_something_has_the_style_of_forms():
    plain = [
        relative(path)
        for path in (ROOT / "templates/admin").rglob("*.html")
        if '{% extends "admin/base_site.html" %}' in path.read_text()
        and "<form" in path.read_text()
    ]

    assert plain == []


def test_every_template_named_in_code_or_templates_exists():
    known = {*templates()}
    unknown = [
        f"{relative(path)}: {name}"
        for path in [*code_files(with_tests=False), *tree.files(".html", ".txt")]
        for name in re.findall(r"[\"']([\w/-]+/[\w-]+\.html)[\"']", path.read_text())
        if name not in known and not found_elsewhere(name)
    ]

    assert unknown == []


def test_every_template_is_used():
    text = "\n".join(
        path.read_text()
        for path in [*code_files(with_tests=False), *tree.files(".html", ".txt")]
    )
    unused = [
        name
        for name in templates()
        if name not in PAGES_OF_ERRORS
        and not is_mentioned(name, text)
        and not is_default_of_a_view(name)
        and not found_elsewhere(name)
    ]

    assert unused == []


def is_mentioned(name: str, text: str) -> bool:
    """Look for the name; the two halves of a mail are named without their endings."""
    stem = re.sub(r"_(subject|body)\.(txt|html)$", "", name)
    return any(is_quoted(n, text) or is_composed(n, text) for n in (name, stem))


def is_quoted(name: str, text: str) -> bool:
    return f'"{name}"' in text or f"'{name}'" in text


def is_composed(name: str, text: str) -> bool:
    """Say whether an f-string with words that stand in the code gives the name."""
    return any(
        all(is_quoted(word, text) for word in match.groups())
        for pattern in f_strings()
        if (match := pattern.fullmatch(name))
    )


@cache
def f_strings() -> list[re.Pattern[str]]:
    """Return every f-string that could name a template, its words as groups."""
    return [
        re.compile(pattern)
        for path in code_files(with_tests=False)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        and "/" in (pattern := "".join(map(as_pattern, node.values)))
    ]


def as_pattern(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) else r"(\w+)"


def is_default_of_a_view(name: str) -> bool:
    """Say whether a generic view finds it by its model, as complaint_list.html."""
    app, _, rest = name.partition("/")
    return any(
        model._meta.app_label == app
        and rest in {f"{model._meta.model_name}_{k}.html" for k in ("list", "detail")}
        for model in own_models()
    )


def found_elsewhere(name: str) -> bool:
    """Say whether it stands in for a page of an installed package."""
    names = (name, admin_page(name), mail_of_allauth(name))
    return any((folder / n).is_file() for folder in package_folders() for n in names)


def admin_page(name: str) -> str:
    """Return the page that admin/<app>/<model>/<page> stands in for."""
    return re.sub(r"^admin/\w+/\w+/", "admin/", name)


def mail_of_allauth(name: str) -> str:
    """Return the mail whose words notifications/account_adapter.py replaces."""
    stem = re.sub(r"_(subject|body)\.txt$", "_subject.txt", name)
    return stem.replace("accounts/mail/", "account/email/")


@cache
def package_folders() -> tuple[Path, ...]:
    return tuple(
        Path(config.path) / "templates"
        for config in apps.get_app_configs()
        if ROOT not in Path(config.path).parents or ".venv" in Path(config.path).parts
    )
