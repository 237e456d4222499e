"""Texts that are written once and used often, with facts put in by their names.

A placeholder is a name in braces, such as ``{ma_ho_so}``.
"""

import re
from collections.abc import Callable, Collection, Mapping

from django.utils.functional import Promise

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# The name of a fact, how it is called, and how it is found.
Facts = Mapping[str, tuple[str | Promise, Callable[..., str]]]


def unknown_placeholders(text: str, known: Collection[str]) -> list[str]:
    """Return what stands in braces and is not known."""
    return [name for name in PLACEHOLDER.findall(text) if name not in known]


def filled(text: str, facts: Facts, *about: object) -> str:
    """Put the facts of ``about`` in; what is unknown stays as it is written."""

    def fact(match: re.Match[str]) -> str:
        if match[1] not in facts:
            return match[0]
        _label, found = facts[match[1]]
        return found(*about)

    return PLACEHOLDER.sub(fact, text).strip()


def inserted(canned: str, *, typed: str, proposed: str = "") -> str:
    """Put a canned text after what was typed, or in place of what was proposed."""
    if typed.strip() in {"", proposed.strip()}:
        return canned
    return f"{typed.rstrip()}\n\n{canned}"
