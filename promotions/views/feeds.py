"""The list of the register as JSON, as CSV and as a news feed; same query as the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import clock
from documents.attachment import CSV, attachment
from documents.csv_lines import csv_lines
from promotions import open_register
from promotions.filters import PromotionFilter, canonical
from promotions.models import Promotion
from promotions.open_register import ENTRIES, NEWS, Extract
from promotions.register import with_register_facts
from promotions.register_cache import shared


@login_not_required
@require_safe
def promotions_json(request: HttpRequest) -> HttpResponse:
    return _shared(request, _json, kind="json")


@login_not_required
@require_safe
def promotions_csv(request: HttpRequest) -> HttpResponse:
    return _shared(request, _csv, kind="csv")


@login_not_required
@require_safe
def promotions_atom(request: HttpRequest) -> HttpResponse:
    return _shared(request, _atom, kind="atom")


def _shared(
    request: HttpRequest, make: Callable[[QueryDict], HttpResponse], *, kind: str
) -> HttpResponse:
    query = canonical(request.GET)
    query.pop("page", None)
    return shared(request, query.urlencode(), lambda: make(query), kind=kind)


@dataclass(frozen=True)
class _Answer:
    """What was asked for, and where it stands on the page."""

    found: Extract
    at: datetime
    origin: str
    query: str

    def address(self, route: str) -> str:
        return f"{self.origin}{reverse(route)}{self.query}"


def _json(query: QueryDict) -> HttpResponse:
    asked = _ask(query, most=ENTRIES)
    content = open_register.as_json(
        asked.found,
        address=asked.address("promotion_search"),
        origin=asked.origin,
        at=asked.at,
    )
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _csv(query: QueryDict) -> HttpResponse:
    asked = _ask(query, most=ENTRIES)
    rows = open_register.rows(asked.found, origin=asked.origin, at=asked.at)
    content = "".join(csv_lines(open_register.header(), rows)).encode()
    return attachment(content, filename="khuyen-mai.csv", kind=CSV)


def _atom(query: QueryDict) -> HttpResponse:
    asked = _ask(query, most=NEWS, order="-published_at")
    content = open_register.as_atom(
        asked.found,
        title=_("Registered promotions"),
        page=asked.address("promotion_search"),
        feed=asked.address("promotions_atom"),
        origin=asked.origin,
        at=asked.at,
    )
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _ask(query: QueryDict, *, most: int, order: str = "") -> _Answer:
    moment = clock.now()
    facets = PromotionFilter(query, queryset=Promotion.objects.public(), at=moment)
    promotions = facets.qs.order_by(order, "-pk") if order else facets.qs
    listed = with_register_facts(promotions, facets.words)
    return _Answer(
        found=open_register.extract(listed, most=most),
        at=moment,
        origin=settings.PORTAL_ORIGIN.rstrip("/"),
        query=facets.address().removesuffix("?"),
    )
