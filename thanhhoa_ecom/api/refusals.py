"""How each error is told: the one place that knows what a refusal of a verb means.

A door raises what the verb raises. What is not in the table is a fault: Django logs it
and answers 500.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError as FormError,
)
from django.http import Http404

from rest_framework import exceptions
from rest_framework.response import Response

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict
from complaints.api.proving import NothingFits
from complaints.evidence.trouble import EvidenceRefused
from complaints.evidence.uploads import WrongOffset
from complaints.refusals import StepRefused
from promotions.api.check import FindingFacts
from promotions.dossier import DossierClosed
from promotions.sheets.trouble import SheetRefused
from promotions.steps import open_findings
from promotions.submitting import ChangedMeanwhile
from promotions.workflow import LawRefuses
from thanhhoa_ecom.api import problems
from thanhhoa_ecom.api.problems import Problem

OF_THE_WHOLE = frozenset({NON_FIELD_ERRORS, "non_field_errors", ""})

# The first class that fits says how an error is told; its own words are kept out.
BY_ERROR: tuple[tuple[type[Exception], Problem], ...] = (
    (exceptions.ParseError, problems.UNREADABLE),
    (exceptions.NotAuthenticated, problems.UNKNOWN),
    (exceptions.AuthenticationFailed, problems.UNKNOWN),
    (exceptions.PermissionDenied, problems.FORBIDDEN),
    (PermissionDenied, problems.FORBIDDEN),
    (exceptions.NotFound, problems.NOT_FOUND),
    (Http404, problems.NOT_FOUND),
    (exceptions.MethodNotAllowed, problems.WRONG_METHOD),
    (exceptions.NotAcceptable, problems.NOT_ACCEPTABLE),
    (RequestDataTooBig, problems.TOO_LARGE),
    (exceptions.UnsupportedMediaType, problems.WRONG_TYPE),
    (exceptions.Throttled, problems.TOO_OFTEN),
    (SuspiciousOperation, problems.UNREADABLE),
    (DossierClosed, problems.CLOSED),
    (ContentConflict, problems.OTHER_CONTENT),
    (ChangedMeanwhile, problems.CHANGED),
    (TransitionNotAllowed, problems.NOT_NOW),
    (SheetRefused, problems.SHEET_REFUSED),
    (NothingFits, problems.NO_REPORT),
    (StepRefused, problems.NOT_NOW),
    (EvidenceRefused, problems.FILE_REFUSED),
)


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Return the problem an error is told as; None leaves a fault to Django."""
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error.detail)
    if isinstance(error, FormError):
        return _invalid(error.message_dict)
    if isinstance(error, LawRefuses):
        findings = FindingFacts(open_findings(error.findings), many=True)
        return _response(problems.LAW_REFUSES, members={"findings": findings.data})
    if isinstance(error, WrongOffset):
        here = {"received_bytes": error.upload.received_bytes}
        return _response(problems.WRONG_OFFSET, members=here)
    for kind, problem in BY_ERROR:
        if isinstance(error, kind):
            return _response(problem, members=_told(error), headers=_headers(error))
    return None


def _response(
    problem: Problem,
    *,
    members: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    return Response(
        problems.body(problem, **(members or {})),
        status=problem.status,
        headers=dict(headers or {}),
        content_type=problems.MEDIA_TYPE,
    )


def _invalid(errors: Any) -> Response:
    return _response(problems.INVALID, members={"errors": list(_named(errors))})


def _told(error: Exception) -> dict[str, str]:
    """Return the sentence a verb of the portal has for people, where it has one."""
    message = getattr(error, "message", "")
    return {"detail": str(message)} if message else {}


def _headers(error: Exception) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(challenge)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def _named(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Flatten nested errors; a field is named by its path, as in ``items.0.name``."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            is_of_whole = name in OF_THE_WHOLE
            yield from _named(inner, path if is_of_whole else _joined(path, str(name)))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_nested = isinstance(inner, Mapping | list)
            yield from _named(inner, _joined(path, str(place)) if is_nested else path)
    else:
        yield {"field": path, "detail": str(detail)}


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
