"""From an address to a paper, and from a paper to the answer that carries it."""

from django.http import Http404, HttpResponse

from documents.attachment import KINDS, attachment
from documents.models import FileKind
from promotions.enums import PaperForm
from promotions.papers.issuing import PaperFile


def asked_for(form: str, kind: str) -> tuple[PaperForm, FileKind]:
    """Return form and kind of an address; what is neither is not found."""
    try:
        return PaperForm(form), FileKind(kind)
    except ValueError:
        raise Http404 from None


def served(file: PaperFile) -> HttpResponse:
    response = attachment(
        file.content.getvalue(), filename=file.filename, kind=KINDS[file.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
