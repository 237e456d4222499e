"""The facets of the register as the API takes them: those of the page, but strict.

On the page a value that makes no sense is named and left out; a program is told.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

import django_filters
from drf_spectacular.utils import OpenApiParameter

from promotions.filters import VERBATIM, Order, PromotionFilter
from promotions.models import Promotion
from promotions.search import QUERY_CHARACTERS

TRUTHS = ("true", "false")
TRUTH = {"type": "string", "enum": list(TRUTHS)}
TEXT, ORDER = "q", "sap-xep"
PAGING = frozenset({"cursor", "limit"})
HINTS = {
    "nhom": gettext_lazy("A code from /api/v1/goods-groups/."),
    "huyen": gettext_lazy("An address from /api/v1/districts/."),
}


def narrowed(query: QueryDict, *, at: datetime) -> QuerySet[Promotion]:
    """Return the public promotions a query asks for. Raises ``ValidationError``."""
    errors = dict(_wrong_names(query))
    if errors:
        raise ValidationError(errors)
    data = query.copy()
    if data.get(ORDER) == Order.NEWEST and not data.get(TEXT, "").strip():
        del data[ORDER]  # without a text it is how the register stands anyway
    if data.get(VERBATIM) == "false":
        del data[VERBATIM]
    facets = PromotionFilter(data, queryset=Promotion.objects.public(), at=at)
    if not facets.is_valid():
        raise ValidationError(facets.form.errors.as_data())
    found: QuerySet[Promotion] = facets.qs
    return found


def _wrong_names(query: QueryDict) -> Iterator[tuple[str, list[str]]]:
    known = PromotionFilter.get_filters()
    for name, value in query.items():
        if name not in {*known, *PAGING, VERBATIM}:
            yield name, [_("There is no such facet.")]
        elif not value and name not in {TEXT, *PAGING}:
            yield name, [_("Give a value, or leave the facet out.")]
        elif value not in TRUTHS and (
            name == VERBATIM or _is_of_truth(known.get(name))
        ):
            yield name, [_("Write true or false.")]


def _is_of_truth(facet: Any) -> bool:
    return isinstance(facet, django_filters.BooleanFilter)


def parameters() -> list[OpenApiParameter]:
    facets = PromotionFilter.get_filters().items()
    of_facets = [
        OpenApiParameter(name, _schema(facet), description=HINTS.get(name, facet.label))
        for name, facet in facets
    ]
    verbatim = OpenApiParameter(
        VERBATIM,
        TRUTH,
        description=gettext_lazy("Look the text up exactly as it is typed."),
    )
    return [*of_facets, verbatim]


def _schema(facet: Any) -> dict[str, Any]:
    if isinstance(facet, django_filters.ModelChoiceFilter):
        return {"type": "string", "pattern": "^[a-z0-9-]+$"}
    if isinstance(facet, django_filters.ChoiceFilter):
        return {"type": "string", "enum": [str(c[0]) for c in facet.extra["choices"]]}
    if _is_of_truth(facet):
        return TRUTH
    return {"type": "string", "maxLength": QUERY_CHARACTERS}
