"""The official papers of a dossier, for its merchant: drafts, issued files, progress."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from campaigns import clock
from documents.issuing import PaperDamaged
from promotions.models import DossierVersion, Promotion
from promotions.papers import issuing, making, versions
from promotions.papers.issuing import NoSuchPaper, NotMadeYet
from promotions.papers.overview import lines
from promotions.papers.serving import asked_for, served
from promotions.permissions import is_open
from promotions.views.own import own_dossier, person


@require_safe
def paper_draft(
    request: HttpRequest, reference: str, form: str, kind: str
) -> HttpResponse:
    """Give the paper as the open dossier stands; a sent one has issued papers."""
    promotion = own_dossier(request, reference)
    if not is_open(promotion):
        return redirect("dossier_detail", promotion.reference)
    try:
        file = issuing.draft(promotion, *asked_for(form, kind), at=clock.now())
    except NoSuchPaper:
        raise Http404 from None
    return served(file)


@require_safe
def paper_issued(
    request: HttpRequest, reference: str, number: int, form: str, kind: str
) -> HttpResponse:
    """Give the paper of what was handed in; one still being made has its page."""
    version = _own_version(request, own_dossier(request, reference), number)
    try:
        file = issuing.issued(version, *asked_for(form, kind), at=clock.now())
    except NoSuchPaper:
        raise Http404 from None
    except NotMadeYet:
        return redirect("papers_version", reference, number)
    except PaperDamaged:
        return render(
            request,
            "promotions/paper_damaged.html",
            {"promotion": version.promotion},
            status=410,
        )
    return served(file)


@require_safe
@cache_control(private=True, no_store=True)
def papers_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the papers of one submission, or how far they are; for htmx that alone."""
    promotion = own_dossier(request, reference)
    version = _own_version(request, promotion, number)
    name = "_papers_progress" if request.htmx else "papers_version"  # type: ignore[attr-defined]
    context = {
        "promotion": promotion,
        "version": version,
        "lines": lines(issuing.forms_of(versions.facts(version))),
        "percent": making.progress_percent(version) if version.is_waiting else 100,
    }
    return render(request, f"promotions/{name}.html", context)


@require_POST
def papers_again(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Begin anew to make papers that could not be made."""
    version = _own_version(request, own_dossier(request, reference), number)
    making.try_again(version)
    return redirect("papers_version", reference, number)


def _own_version(
    request: HttpRequest, promotion: Promotion, number: int
) -> DossierVersion:
    visible = DossierVersion.objects.visible_to(person(request))
    return get_object_or_404(
        visible.select_related("promotion"), promotion=promotion, number=number
    )
