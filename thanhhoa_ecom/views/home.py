"""The home page, and where somebody lands after logging in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import may_enter_admin


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


def after_login(request: HttpRequest) -> HttpResponse:
    """Take officers to their queue and merchants to their dossiers."""
    return redirect("admin:index" if may_enter_admin(request.user) else "home")
