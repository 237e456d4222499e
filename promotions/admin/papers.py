"""The official papers of a dossier on the officers' desk, for the Department only."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.permissions import Person, is_of_department
from campaigns.clock import now
from documents.issuing import PaperDamaged
from promotions.models import DossierVersion, Promotion
from promotions.papers import issuing, versions
from promotions.papers.issuing import NoSuchPaper, NotMadeYet
from promotions.papers.making import handed_in
from promotions.papers.overview import Line, lines
from promotions.papers.serving import asked_for, served


def kept_papers(
    user: Person, promotion: Promotion
) -> list[tuple[DossierVersion, list[Line]]]:
    """Return every submission with its papers, the newest first."""
    if not is_of_department(user):
        return []
    handed_in(promotion)
    return [
        (version, lines(issuing.forms_of(versions.facts(version))))
        for version in promotion.versions.all()
    ]


def paper_view(
    request: HttpRequest,
    pk: int,
    number: int,
    form: str,
    kind: str,
) -> HttpResponse:
    """Give a paper of a dossier or an amendment; others do not learn of it."""
    visible = DossierVersion.objects.visible_to(request.user)
    version = get_object_or_404(
        visible.select_related("promotion"), promotion=pk, number=number
    )
    try:
        return served(issuing.issued(version, *asked_for(form, kind), at=now()))
    except NoSuchPaper:
        raise Http404 from None
    except NotMadeYet:
        messages.warning(
            request,
            _("This paper has many goods and is still being made; please come back."),
        )
    except PaperDamaged:
        messages.error(
            request,
            _("The file no longer agrees with its seal and is not handed out."),
        )
    return redirect("admin:promotions_promotion_change", pk)
