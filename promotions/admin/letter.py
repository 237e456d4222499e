"""The letter of a decision as a file, to be numbered and signed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from documents import docx, pdf
from promotions.letters import LETTERS, letter
from promotions.models import Promotion

if TYPE_CHECKING:
    from promotions.admin.promotion import PromotionAdmin

RENDERERS = {
    "docx": (
        docx.render,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (pdf.render, "application/pdf"),
}


def letter_view(
    desk: "PromotionAdmin", request: HttpRequest, pk: int, event: int, kind: str
) -> HttpResponse:
    """Give the letter of a decision that was taken; who sees the dossier may read it."""
    promotion = get_object_or_404(desk.get_queryset(request), pk=pk)
    decision = get_object_or_404(promotion.events, pk=event, verb__in=LETTERS)
    return letter_file(
        promotion,
        verb=decision.verb,
        reason=decision.reason,
        at=decision.happened_at,
        kind=kind,
    )


def letter_file(
    promotion: Promotion, *, verb: str, reason: str, at: datetime, kind: str
) -> HttpResponse:
    if kind not in RENDERERS:
        raise Http404
    render, content_type = RENDERERS[kind]
    paper = letter(promotion, verb=verb, reason=reason, at=at)
    response = HttpResponse(render(paper), content_type=content_type)
    name = f"cong-van-{promotion.reference}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
