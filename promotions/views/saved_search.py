"""News of a list by e-mail: asking, confirming, leaving. Opening a link changes nothing."""

from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.once import ContentConflict
from accounts.private_page import private_page
from campaigns import clock
from promotions.filters import canonical, in_words
from promotions.forms.saved_search import SavedSearchForm
from promotions.models.saved_search import QUERY_LENGTH
from promotions.saved_searches import asking, tokens
from promotions.shopping_codes import limits

FORM_METHODS = ["GET", "HEAD", "POST"]
BAD_REQUEST, GONE, CONFLICT, TOO_MANY = 400, 410, 409, 429


@login_not_required
@private_page
@require_http_methods(FORM_METHODS)
def saved_search_new(request: HttpRequest) -> HttpResponse:
    """Ask for the address; the answer is the same for a known and a new one."""
    is_sent = request.method == "POST"
    form = SavedSearchForm(request.POST if is_sent else None, initial={"key": uuid4()})
    if not is_sent or not form.is_valid():
        return _ask(request, form, status=BAD_REQUEST if is_sent else 200)
    if limits.is_too_often(request, "saved_search"):
        form.add_error(
            None, _("Too many requests came from this network. Try again later.")
        )
        return _ask(request, form, status=TOO_MANY)
    query = _query(request)
    if len(query.urlencode()) > QUERY_LENGTH:
        return _ask(request, form, status=BAD_REQUEST)
    try:
        asking.ask_for_news(
            form.cleaned_data["email"],
            query,
            language=get_language() or "vi",
            key=form.cleaned_data["key"],
            at=clock.now(),
        )
    except asking.NoCampaign:
        return _ask(request, form, status=CONFLICT)
    except ContentConflict:
        form.add_error(None, _("This form was already sent. Open the page again."))
        return _ask(request, form, status=CONFLICT)
    return redirect("saved_search_sent")


def _ask(request: HttpRequest, form: SavedSearchForm, *, status: int) -> HttpResponse:
    now = clock.now()
    query = _query(request)
    text = query.urlencode()
    context = {
        "form": form,
        "words": in_words(query, at=now),
        "list_query": f"?{text}" if text else "",
        "is_too_long": len(text) > QUERY_LENGTH,
        "until": asking.ends_at(at=now),
    }
    return render(request, "promotions/saved_search_new.html", context, status=status)


def _query(request: HttpRequest) -> QueryDict:
    query = canonical(request.GET)
    query.pop("page", None)
    return query


@login_not_required
@private_page
@require_safe
def saved_search_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "promotions/saved_search_sent.html")


@login_not_required
@private_page
@require_http_methods(FORM_METHODS)
def saved_search_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button; only pressing it switches the news on."""
    pk = tokens.to_confirm(token)
    if request.method != "POST":
        return _link(request, "confirm", is_valid=pk is not None)
    search = None if pk is None else asking.confirm(pk, at=clock.now())
    return _link(request, "confirm", is_valid=search is not None, is_done=True)


@login_not_required
@csrf_exempt  # the mail program that presses the button has no cookie; the link proves
@private_page
@require_http_methods(FORM_METHODS)
def saved_search_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button; pressing it, here or in the mail program, ends all news."""
    pk = tokens.to_leave(token)
    if request.method != "POST":
        return _link(request, "leave", is_valid=pk is not None)
    if pk is not None:
        asking.leave(pk)
    return _link(request, "leave", is_valid=pk is not None, is_done=True)


def _link(
    request: HttpRequest, step: str, *, is_valid: bool, is_done: bool = False
) -> HttpResponse:
    return render(
        request,
        f"promotions/saved_search_{step}.html",
        {"is_valid": is_valid, "is_done": is_done},
        status=200 if is_valid else GONE,
    )
