"""The link of an invitation: read after log-in, accepted by a press, once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private_page import private_page
from campaigns import clock
from promotions.members import MemberRefused, accept, invitation_of
from promotions.views.own import person


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say who invites and to what; a post makes the person a member.

    Log-in comes first: the page asks for the account of the invited address.
    """
    user, now = person(request), clock.now()
    try:
        found = invitation_of(token, at=now)
        if request.method == "POST":
            accept(token, by=user, at=now)
            messages.success(
                request,
                _("You now act for %(merchant)s.") % {"merchant": found.merchant.name},
            )
            return redirect("merchant_profile", found.merchant.tax_code)
    except MemberRefused as refused:
        return render(
            request,
            "promotions/invitation.html",
            {"refusal": refused.message},
            status=410 if request.method != "POST" else 409,
        )
    return render(
        request,
        "promotions/invitation.html",
        {
            "invitation": found,
            "is_for_you": found.email == user.email.lower(),
        },
    )
