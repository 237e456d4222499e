"""Every rule the portal checks, each with an anchor: /phap-luat/#KM-06."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns import clock
from promotions.law.rules import all_rules
from promotions.models import LegalFact


@login_not_required
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        "promotions/law.html",
        {
            "rules": list(all_rules().values()),
            "facts": LegalFact.objects.in_force_on(today),
            "today": today,
        },
    )
