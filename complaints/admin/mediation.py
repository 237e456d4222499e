"""The record of a mediation as a file, for those who handle the complaint."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from campaigns.clock import now
from complaints.admin.facts import SHOW_STEP
from complaints.mediating import paper_of
from complaints.models import Mediation
from complaints.showing import is_shown
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
    if not is_shown(request.user, mediation.complaint, at=now()):
        messages.warning(
            request, _("The record names the person: say first what you need it for.")
        )
        return redirect(
            "admin:complaints_complaint_step", mediation.complaint_id, SHOW_STEP
        )
    content_type, render = KINDS[kind]
    response = attachment(
        render(paper_of(mediation)),
        filename=f"bien-ban-hoa-giai-{mediation.complaint_id:06d}-{pk}.{kind}",
        kind=content_type,
    )
    response["Cache-Control"] = "no-store, private"
    return response
