"""Reading JSON that strangers send: bounded, and nothing in it the records refuse."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

NULL = "\x00"


class BoundedJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the value. Raises ``RequestDataTooBig`` or ``ParseError``."""
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = stream.read(most + 1)
        if len(content) > most:
            raise RequestDataTooBig
        try:
            value = json.loads(content, parse_constant=_refuse)
            _check_texts(value)
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON.")


def _check_texts(value: Any) -> None:
    """Refuse texts PostgreSQL cannot hold: null characters, halves of a character."""
    if isinstance(value, str):
        if NULL in value:
            raise ValueError("A text holds a null character.")
        value.encode()
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check_texts(name)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)
