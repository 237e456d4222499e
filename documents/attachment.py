"""Answers that a browser saves as a file."""

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from documents.models import FileKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
KINDS = {FileKind.DOCX: DOCX, FileKind.PDF: PDF, FileKind.XLSX: XLSX}
R = TypeVar("R", bound=HttpResponseBase)


def attachment(content: bytes, *, filename: str, kind: str) -> HttpResponse:
    """Return the bytes as a file; ``filename`` is ASCII and names no person."""
    return _named(HttpResponse(content, content_type=kind), filename)


def streamed(
    lines: Iterable[str], *, filename: str, kind: str
) -> StreamingHttpResponse:
    return _named(StreamingHttpResponse(lines, content_type=kind), filename)


def _named(response: R, filename: str) -> R:
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
