"""The record of a mediation as a file, for those who handle the complaint."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from complaints.mediating import paper_of
from complaints.models import Mediation
from documents import docx, pdf
from documents.attachment import DOCX, PDF, attachment
from documents.blocks import Paper

KINDS: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    "docx": (DOCX, docx.render),
    "pdf": (PDF, pdf.render),
}


def mediation_paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Print the record, which is signed by hand; nobody else learns of it."""
    if kind not in KINDS:
        raise Http404
    mediation = get_object_or_404(
        Mediation.objects.visible_to(request.user).select_related(
            "unit", "complaint__category"
        ),
        pk=pk,
    )
    content_type, render = KINDS[kind]
    response = attachment(
        render(paper_of(mediation)),
        filename=f"bien-ban-hoa-giai-{mediation.complaint_id:06d}-{pk}.{kind}",
        kind=content_type,
    )
    response["Cache-Control"] = "no-store, private"
    return response
