"""Every way in which the API says no, as RFC 9457 asks: one table."""

from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PREFIX = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
DOCUMENTATION = "/api/tai-lieu/#"
RETRY_AFTER_SECONDS = "60"


@dataclass(frozen=True)
class Problem:
    """One kind of refusal; ``slug`` is its anchor in the documentation."""

    slug: str
    status: int
    title: str | Promise
    detail: str | Promise

    @property
    def type(self) -> str:
        return f"{DOCUMENTATION}{self.slug}"


INVALID = Problem(
    "invalid",
    400,
    _("Some of what was sent is wrong"),
    _("Correct the fields named in “errors” and send the request again."),
)
UNREADABLE = Problem(
    "unreadable",
    400,
    _("The request could not be read"),
    _("Send one JSON object in UTF-8, without null characters."),
)
UNKNOWN = Problem(
    "who-are-you",
    401,
    _("A valid key is needed"),
    _("Send the key of your merchant as “Authorization: Bearer …”."),
)
FORBIDDEN = Problem(
    "forbidden",
    403,
    _("The key does not allow this"),
    _("Ask the owner of the merchant for a key with this right."),
)
NOT_FOUND = Problem(
    "not-found",
    404,
    _("There is nothing at this address"),
    _("Check the address, and whether your key belongs to this merchant."),
)
WRONG_METHOD = Problem(
    "wrong-method",
    405,
    _("This address does not take this method"),
    _("The methods it takes are in the header “Allow”."),
)
NOT_ACCEPTABLE = Problem(
    "not-acceptable",
    406,
    _("The answer is given as JSON only"),
    _("Send “Accept: application/json”, or leave the header out."),
)
CLOSED = Problem(
    "closed",
    409,
    _("The dossier can no longer be changed"),
    _("Only a draft, or a dossier sent back for changes, can be changed."),
)
OTHER_CONTENT = Problem(
    "other-content",
    409,
    _("The key of this request already stands for other content"),
    _("Send what is new with a new UUID in “Idempotency-Key”."),
)
CHANGED = Problem(
    "changed-meanwhile",
    409,
    _("The dossier was changed meanwhile"),
    _("Read it again, check it, and send its new “saved_at”."),
)
NOT_NOW = Problem(
    "not-now",
    409,
    _("This cannot be done in the state it is in"),
    _("Read it again to see its state."),
)
NO_REPORT = Problem(
    "no-report",
    404,
    _("No report fits"),
    _("Check the code together with the digits or the e-mail address."),
)
WRONG_OFFSET = Problem(
    "wrong-offset",
    409,
    _("The piece does not follow what is here"),
    _("Send the piece that begins at “received_bytes”."),
)
FILE_REFUSED = Problem(
    "file-refused",
    422,
    _("The file was not taken"),
    _("Read the sentence and choose another file, or send the report without it."),
)
LAW_REFUSES = Problem(
    "law-refuses",
    422,
    _("The law has something against it"),
    _("Correct what “findings” names as errors; each says how."),
)
SHEET_REFUSED = Problem(
    "sheet-refused",
    422,
    _("The sheet was not taken"),
    _("Read the sentence, put it right and send the sheet again."),
)
TOO_LARGE = Problem(
    "too-large",
    413,
    _("The request is too large"),
    _("Send it in smaller parts, or send the goods as an item sheet."),
)
WRONG_TYPE = Problem(
    "wrong-type",
    415,
    _("This type of content is not read here"),
    _("Send JSON as “application/json”, and files as “multipart/form-data”."),
)
TOO_OFTEN = Problem(
    "too-often",
    429,
    _("Too many requests in a short time"),
    _("Wait as many seconds as the header “Retry-After” says."),
)
FAULT = Problem(
    "fault",
    500,
    _("The portal has a fault"),
    _("It was recorded. Please try again later; nothing of this request was stored."),
)
AWAY = Problem(
    "away",
    503,
    _("The portal cannot reach its records"),
    _("Please try again in a minute."),
)
ALL: tuple[Problem, ...] = (
    *(INVALID, UNREADABLE, UNKNOWN, FORBIDDEN, NOT_FOUND, WRONG_METHOD),
    *(CLOSED, OTHER_CONTENT, CHANGED, NOT_NOW, LAW_REFUSES, SHEET_REFUSED),
    *(NO_REPORT, WRONG_OFFSET, FILE_REFUSED),
    *(NOT_ACCEPTABLE, TOO_LARGE, WRONG_TYPE, TOO_OFTEN, FAULT, AWAY),
)


def plain(problem: Problem) -> HttpResponse:
    """Return a problem from outside a view of the API; needs no database."""
    response = JsonResponse(
        body(problem),
        status=problem.status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    if problem is AWAY:
        response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def of_fault(error: BaseException | None) -> Problem:
    return AWAY if isinstance(error, OperationalError | InterfaceError) else FAULT


def is_of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(PREFIX)


def body(problem: Problem, **members: Any) -> dict[str, Any]:
    return {
        "type": problem.type,
        "title": str(problem.title),
        "status": problem.status,
        "detail": str(problem.detail),
        **members,
    }
