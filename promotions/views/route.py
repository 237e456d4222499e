"""«Do I have to notify?»: one question a page, then where it leads."""

from datetime import datetime
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns import clock
from campaigns.current import current_campaign
from promotions.forms.route import PARAMS, Reading, address, hidden, read
from promotions.law.book import LawBook
from promotions.law.route import (
    Answers,
    paragraph,
    preparation,
    representative_office_source,
    route_of,
)
from promotions.views.own import acting_merchants


@login_not_required
@require_safe
def route(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or show the result; the address holds the answers."""
    now = clock.now()
    book = LawBook.on(timezone.localdate(now))
    reading = read(request.GET, today=timezone.localdate(now), book=book)
    if reading.form is not None:
        return _ask(request, reading)
    if not reading.answers.may_promote:
        context = _shared(request, reading)
        context["source"] = representative_office_source()
        return render(request, "promotions/route_office.html", context)
    found = route_of(reading.answers, book=book)
    return render(
        request,
        "promotions/route_result.html",
        {
            **_shared(request, reading),
            "route": found,
            "procedure": found.procedure,
            "paragraph": paragraph(found, book=book),
            "preparation": preparation(found),
            "campaign": current_campaign(at=now),
            "merchants": (
                acting_merchants(request) if request.user.is_authenticated else ()
            ),
            "key": uuid4(),
        },
    )


def answers_of(data: QueryDict, *, at: datetime) -> Answers:
    """Return the answers of an address as far as they can be read."""
    if not any(param in data for param in PARAMS):
        return Answers()
    today = timezone.localdate(at)
    return read(data, today=today, book=LawBook.on(today)).answers


def _ask(request: HttpRequest, reading: Reading) -> HttpResponse:
    assert reading.form is not None
    question = reading.form.question
    return render(
        request,
        "promotions/route_question.html",
        {
            **_shared(request, reading),
            "form": reading.form,
            "question": question,
            "place": len(reading.given) + 1,
            "hidden": list(hidden(request.GET, without=question.param)),
        },
    )


def _shared(request: HttpRequest, reading: Reading) -> dict[str, object]:
    """Return what was answered, each with the address that asks it again."""
    page = reverse("route")
    given = [
        (answer, f"{page}?{address(request.GET, again=answer.question.param)}")
        for answer in reading.given
    ]
    return {
        "given": given,
        "back": given[-1][1] if given else "",
        "answers": address(request.GET),
    }
