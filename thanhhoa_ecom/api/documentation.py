"""The page people read: how to begin, examples that run, every address and refusal.

The table of addresses is made from the OpenAPI description, so it cannot fall behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thanhhoa_ecom.api import examples, problems
from thanhhoa_ecom.api.schema import METHODS, schema_in


@dataclass(frozen=True)
class Operation:
    """One line of the table of addresses."""

    method: str
    path: str
    summary: str
    parameters: list[dict[str, Any]]
    needs_key: bool


@login_not_required
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    context = {
        "reading": (*examples.READING, *examples.CHECKING),
        "writing": examples.WRITING,
        "complaining": examples.COMPLAINING,
        "operations": list(operations()),
        "problems": problems.ALL,
        "per_minute": settings.API_PER_MINUTE,
        "origin": settings.PORTAL_ORIGIN.rstrip("/"),
    }
    return render(request, "api/documentation.html", context)


def operations() -> Iterator[Operation]:
    described = schema_in(get_language() or settings.LANGUAGE_CODE)
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield Operation(
                    method.upper(),
                    path,
                    operation.get("summary", ""),
                    [p for p in operation.get("parameters", []) if p["in"] == "query"],
                    bool(operation.get("security")),
                )
