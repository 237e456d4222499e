"""The client key of a request that creates: a header, bound to the content."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _, gettext_lazy

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

KEY_HEADER = "Idempotency-Key"
ONCE = OpenApiParameter(
    KEY_HEADER,
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    required=True,
    description=gettext_lazy(
        "A new UUID for each thing you create. The same request sent again with the "
        "same key is answered with the first result."
    ),
)


def once_of(request: Request) -> UUID:
    """Return the client key of a request that creates. Raises ``ValidationError``."""
    try:
        return UUID(request.headers.get(KEY_HEADER, ""))
    except ValueError as error:
        sentence = _("Send a new UUID in the header “%(name)s”.") % {"name": KEY_HEADER}
        raise ValidationError({KEY_HEADER: [sentence]}) from error


def plain(values: Any) -> Any:
    """Return validated values as JSON holds them, for the hash of a request."""
    if isinstance(values, dict):
        return {name: plain(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [plain(value) for value in values]
    return str(values)
