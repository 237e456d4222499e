"""Long lists in parts that neither skip nor repeat a row while others are added.

A cursor holds where the last row stood in the order of the list, signed: the next part
begins behind it, however many rows came before it meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import F, FloatField, Model, OrderBy, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _, gettext_lazy

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

FEW, MOST = 20, 100
CURSOR, LIMIT = "cursor", "limit"


@dataclass(frozen=True)
class Key:
    """One part of an order; where it may be empty, empty comes last."""

    name: str
    is_descending: bool
    column: str

    def behind(self, value: Any) -> Q | None:
        """Return what comes after a value; None where nothing can."""
        if value is None:
            return None
        side = "lt" if self.is_descending else "gt"
        return Q(**{f"{self.column}__{side}": value}) | Q(
            **{f"{self.column}__isnull": True}
        )

    def same(self, value: Any) -> Q:
        if value is None:
            return Q(**{f"{self.column}__isnull": True})
        return Q(**{self.column: value})


class CursorPages(BasePagination):
    """``limit`` rows a part; the list must be ordered, its last key unique."""

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any]:
        assert isinstance(queryset, QuerySet)
        self.request = request
        limit = _limit(request)
        keys = _keys(queryset)
        rows = queryset.annotate(
            **{
                key.column: Cast(key.name, FloatField())
                for key in keys
                if key.column != key.name
            }
        )
        after = _behind(keys, request.query_params.get(CURSOR, ""))
        found = list(rows.filter(after)[: limit + 1])
        self.next_cursor = _cursor(keys, found[limit - 1]) if found[limit:] else ""
        return found[:limit]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_address(), "results": data})

    def next_address(self) -> str | None:
        if not self.next_cursor:
            return None
        here = f"{settings.PORTAL_ORIGIN.rstrip('/')}{self.request.get_full_path()}"
        return str(replace_query_param(here, CURSOR, self.next_cursor))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {"type": ["string", "null"], "format": "uri"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": LIMIT,
                "in": "query",
                "description": gettext_lazy("Rows in one part."),
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MOST,
                    "default": FEW,
                },
            },
            {
                "name": CURSOR,
                "in": "query",
                "description": gettext_lazy(
                    "Where the next part begins: take it from “next”."
                ),
                "schema": {"type": "string"},
            },
        ]


def _limit(request: Request) -> int:
    text = request.query_params.get(LIMIT, str(FEW))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if not 1 <= number <= MOST:
        raise ValidationError(
            {LIMIT: [_("Write a whole number from 1 to %(most)d.") % {"most": MOST}]}
        )
    return number


def _keys(queryset: QuerySet[Any]) -> list[Key]:
    floats = {
        name
        for name, expression in queryset.query.annotations.items()
        if isinstance(expression.output_field, FloatField)
    }
    return [
        # A stored float4 equals no float8 but itself cast.
        Key(name, is_descending, f"cursor_{name}" if name in floats else name)
        for name, is_descending in map(_part, queryset.query.order_by)
    ]


def _part(order: Any) -> tuple[str, bool]:
    if isinstance(order, OrderBy):
        assert isinstance(order.expression, F)
        return order.expression.name, order.descending  # type: ignore[attr-defined]
    return str(order).removeprefix("-"), str(order).startswith("-")


def _behind(keys: Sequence[Key], cursor: str) -> Q:
    if not cursor:
        return Q()
    values = _values(keys, cursor)
    behind, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        step = key.behind(value)
        if step is not None:
            behind |= same & step
        same &= key.same(value)
    return behind


def _cursor(keys: Sequence[Key], row: Model) -> str:
    values = [getattr(row, key.column) for key in keys]
    return _signer(keys).sign_object([_plain(value) for value in values])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()  # to the microsecond, which JSON of Django cuts
    return value if isinstance(value, int | float | None) else str(value)


def _values(keys: Sequence[Key], cursor: str) -> list[Any]:
    try:
        values = _signer(keys).unsign_object(cursor)
    except BadSignature as error:
        raise ValidationError(
            {CURSOR: [_("This is no cursor of this list. Take it from “next”.")]}
        ) from error
    assert isinstance(values, list)
    return values


def _signer(keys: Sequence[Key]) -> Signer:
    """Sign for this order alone: another order has other cursors."""
    order = ",".join(f"{key.name}:{key.is_descending:d}" for key in keys)
    return Signer(salt=f"api.cursor.{order}")
