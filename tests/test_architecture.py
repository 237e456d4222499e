"""Rules of the house that no linter knows. Each failure names the file and the rule."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import models

from tests import tree
from tests.tree import APPS, ROOT, code_files, own_models, relative

MODULE_CEILING = 400
LONGER_CEILING = 500
"""For the settings, and for tests that read a whole life aloud."""
FUNCTION_CEILING = 40
CATCH_ALL = {"base", "common", "helpers", "logic", "misc", "services", "utils"}
MAY_SET_STATE = {
    "accounts/lifecycle.py": "the one mechanism by which a record changes state",
    "notifications/delivery.py": "a notice is a message, not a record with a life",
    "reports/progress.py": "a report in the making is a job, not a record with a life",
}
OF_DJANGO = {"last_login", "date_joined"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


# Modules and functions


def test_no_module_is_a_catch_all():
    names = [relative(p) for p in code_files() if p.stem in CATCH_ALL]

    assert names == []


def test_modules_stay_below_their_ceiling():
    too_long = {
        relative(path): lines
        for path in code_files()
        if (lines := len(path.read_text().splitlines())) > ceiling_of(relative(path))
    }

    assert too_long == {}


def ceiling_of(name: str) -> int:
    may_be_longer = name == "thanhhoa_ecom/settings.py" or name.startswith("tests/")
    return LONGER_CEILING if may_be_longer else MODULE_CEILING


def test_functions_stay_below_their_ceiling():
    too_long = {
        f"{relative(path)}:{function.name}": lines
        for path in code_files(with_tests=False)
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef)
        and (lines := length_of_body(function)) > FUNCTION_CEILING
    }

    assert too_long == {}


def length_of_body(function: ast.FunctionDef) -> int:
    """Return the lines from the first statement to the last, docstring left out."""
    has_docstring = ast.get_docstring(function) is not None
    statements = function.body[1:] if has_docstring else function.body
    return statements[-1].end_lineno - statements[0].lineno + 1 if statements else 0


def test_installed_apps_are_the_ones_judged_here():
    own = {name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()}

    assert own == set(APPS)


# The one mechanism of change


def test_state_is_set_in_one_place_only():
    setters = sorted(
        {relative(p) for p in code_files(with_tests=False) if sets_state(p)}
    )

    assert [name for name in setters if name not in MAY_SET_STATE] == []


def test_events_are_written_in_one_place_only():
    writers = [
        relative(path)
        for path in code_files(with_tests=False)
        if any(appends_event(node) for node in ast.walk(parsed(path)))
    ]

    assert writers == ["accounts/lifecycle.py"]


def appends_event(node: ast.AST) -> bool:
    """Say whether this is ``record.events.create(...)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "create"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "events"
    )


def sets_state(path: Path) -> bool:
    return any(
        assigns_state(node) or updates_state(node) for node in ast.walk(parsed(path))
    )


def assigns_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    else:
        return False
    return any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets)


def updates_state(node: ast.AST) -> bool:
    """Say whether this is ``queryset.update(state=...)``."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(keyword.arg == "state" for keyword in node.keywords)
    )


# Models


def own_fields(kind: type[models.Field]) -> Iterator[tuple[str, models.Field]]:
    for model in own_models():
        for field in model._meta.local_fields:
            if type(field) is kind and field.name not in OF_DJANGO:
                yield f"{model._meta.label}.{field.name}", field


def test_dates_say_on_and_moments_say_at():
    dates = [name for name, _ in own_fields(models.DateField)]
    moments = [name for name, _ in own_fields(models.DateTimeField)]

    assert [n for n in dates if not n.endswith(("_on", "_from", "_until"))] == []
    assert [n for n in moments if not n.endswith(("_at", "_of"))] == []


def test_who_did_something_stands_beside_when():
    names = {
        model: {f.name for f in model._meta.get_fields()} for model in own_models()
    }
    alone = [
        f"{model._meta.label}.{name}"
        for model, fields in names.items()
        for name in fields
        if name.endswith("_by") and not {name[:-3] + "_at", name[:-3] + "_on"} & fields
    ]

    assert alone == []


def test_models_can_be_named_to_a_person():
    unnamed = [
        model._meta.label
        for model in own_models()
        if model.__str__ is models.Model.__str__
    ]

    assert unnamed == []


def test_migrations_have_names():
    nameless = [
        relative(path)
        for path in tree.files(".py")
        if path.parent.name == "migrations" and "_auto_" in path.name
    ]

    assert nameless == []
