"""Taking one step with many records of a list: each by itself, and what became of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _, ngettext

M = TypeVar("M", bound=Model)

CONFIRMED = "confirmed"
LONGEST_NUMBER = 18


class Refusal(Protocol):
    @property
    def message(self) -> str: ...


@dataclass(frozen=True)
class Outcome(Generic[M]):
    """What became of one record; ``refusal`` says why it was left out, else empty."""

    record: M
    refusal: str = ""


def chosen(
    desk: ModelAdmin[M], request: HttpRequest, listed: QuerySet[M]
) -> QuerySet[M]:
    """Return what was ticked, also what has left the filtered list in the meantime.

    Else a record that somebody else took a moment ago would be left out in silence.
    ``listed`` is what the list shows now, all of which may be chosen as well.
    """
    if request.POST.get("select_across") == "1":
        return listed
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    numbers = [pk for pk in ticked if pk.isdecimal() and len(pk) <= LONGEST_NUMBER]
    return desk.get_queryset(request).filter(pk__in=numbers)


def at_most(most: int, request: HttpRequest, records: QuerySet[M]) -> list[M] | None:
    """Return the records in the order they came; None, and say so, where too many."""
    found = list(records.order_by("pk")[: most + 1])
    if len(found) <= most:
        return found
    text = _("Choose no more than %(count)s at once; nothing was changed.")
    messages.error(request, text % {"count": most})
    return None


def one_by_one(
    records: Iterable[M],
    step: Callable[[M], object],
    *,
    refusals: tuple[type[Exception], ...],
) -> list[Outcome[M]]:
    """Take the step with each; one that is refused stops no other.

    The step opens a transaction of its own and its refusals have a ``message``.
    """
    outcomes = []
    for record in records:
        try:
            step(record)
        except refusals as refused:
            outcomes.append(Outcome(record, _message(refused)))
        else:
            outcomes.append(Outcome(record))
    return outcomes


def told(
    desk: ModelAdmin[M],
    request: HttpRequest,
    outcomes: Sequence[Outcome[M]],
    *,
    title: str,
    name: Callable[[M], str],
    address: Callable[[M], str],
) -> HttpResponse:
    """Go back to the list where all went well; else show what did not, and why."""
    done = [one for one in outcomes if not one.refusal]
    left_out = [one for one in outcomes if one.refusal]
    if not left_out:
        text = ngettext("Done: %(count)s.", "Done: %(count)s.", len(done))
        messages.success(request, text % {"count": len(done)})
        return redirect(request.get_full_path())

    def rows(some: Sequence[Outcome[M]]) -> list[dict[str, str]]:
        return [
            {
                "name": name(one.record),
                "address": address(one.record),
                "refusal": one.refusal,
            }
            for one in some
        ]

    context: dict[str, Any] = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": title,
        "done": rows(done),
        "left_out": rows(left_out),
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/bulk_done.html", context)


def _message(refused: Exception) -> str:
    refusal: Refusal = refused  # type: ignore[assignment]
    return refusal.message
