"""The API described to machines: OpenAPI 3.1, made from the doors themselves."""

import json
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, override

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from promotions.api.once import KEY_HEADER
from thanhhoa_ecom.api import problems
from thanhhoa_ecom.api.problems import Problem

METHODS = frozenset({"get", "post", "put", "patch", "delete"})
ALWAYS = (
    problems.INVALID,
    problems.NOT_ACCEPTABLE,
    problems.TOO_OFTEN,
    problems.FAULT,
    problems.AWAY,
)
OF_KEYS = (problems.UNKNOWN, problems.FORBIDDEN)
OF_CHANGES = (problems.CLOSED, problems.LAW_REFUSES)
OF_KNOWN_REPORTS = (problems.NO_REPORT, problems.NOT_NOW)
OF_DOORS = {
    "/api/v1/open-data/complaints/": (problems.NOT_FOUND,),
    "/api/v1/open-data/complaints.csv": (problems.NOT_FOUND,),
    "/api/v1/complaints/follow/": OF_KNOWN_REPORTS,
    "/api/v1/complaints/reply/": OF_KNOWN_REPORTS,
    "/api/v1/complaints/withdraw/": OF_KNOWN_REPORTS,
    "/api/v1/complaints/evidence/": OF_KNOWN_REPORTS,
    "/api/v1/complaint-files/": (problems.FILE_REFUSED,),
    "/api/v1/complaint-files/{handle}/": (problems.WRONG_OFFSET, problems.FILE_REFUSED),
}
OF_BODIES = (problems.TOO_LARGE, problems.WRONG_TYPE)
SHAPE = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


class PortalSchema(AutoSchema):
    """Docstrings are for those who read the code; summaries are for callers."""

    def get_description(self) -> str:  # type: ignore[override]
        return ""


@lru_cache(maxsize=4)
def schema_in(language: str) -> dict[str, Any]:
    """Return the description in a language; made once."""
    with override(language):
        generator = SchemaGenerator()  # type: ignore[no-untyped-call]
        made = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
        # Texts that wait to be translated become texts now.
        content: dict[str, Any] = json.loads(json.dumps(made, cls=JSONEncoder))
    return content


class Schema(APIView):
    schema = None

    def get(self, request: Request) -> Response:
        return Response(schema_in(get_language() or ""))


def add_problems(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Say of each operation with which problems it may answer."""
    result["components"].setdefault("schemas", {})["Problem"] = SHAPE
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                for problem in _possible(path, method, operation):
                    operation["responses"].setdefault(
                        str(problem.status), _told(problem)
                    )
    return result


def _possible(path: str, method: str, operation: dict[str, Any]) -> list[Problem]:
    found = [*ALWAYS, *OF_DOORS.get(path, ())]
    if any(one["name"] == KEY_HEADER for one in operation.get("parameters", ())):
        found.append(problems.OTHER_CONTENT)
    if "{" in path:
        found.append(problems.NOT_FOUND)
    if "requestBody" in operation:
        found.extend(OF_BODIES)
    if operation.get("security"):
        found.extend(OF_KEYS)
        found.extend(OF_CHANGES if method != "get" else ())
    return found


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "description": str(problem.title),
        "content": {
            problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
