"""Pages that state something: accessibility, privacy, and the living style page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from campaigns import clock
from thanhhoa_ecom.style_samples import samples


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html")


@login_not_required
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component with its states, and the HTML that makes it."""
    return render(request, "style_page.html", {"samples": samples(at=clock.now())})
