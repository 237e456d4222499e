from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Explain what can be reported, by whom it is handled, and what is not for here."""
    return render(
        request,
        "complaints/complaint_start.html",
        {"query": request.GET.urlencode()},
    )
