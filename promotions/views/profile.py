"""The merchant's own pages: profile and sales channels."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns import clock
from promotions.forms.merchant import ChannelForm, ProfileForm
from promotions.forms.route import address
from promotions.merchants import (
    ChannelInUse,
    TaxCodeTaken,
    register_merchant,
    remove_channel,
    save_channel,
    save_merchant,
)
from promotions.models import Merchant
from promotions.permissions import may_keep_keys
from promotions.steps import AREA
from promotions.views.own import own_merchant, person, posted

PROFILE_FIELDS = tuple(name for name in ProfileForm.base_fields if name != "tax_code")


@require_http_methods(["GET", "HEAD", "POST"])
def merchant_new(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(posted(request), is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            merchant = register_merchant(
                form.cleaned_data, by=person(request), at=clock.now()
            )
        except TaxCodeTaken:
            form.add_error("tax_code", _taken())
        else:
            messages.success(request, _("The profile is saved."))
            return _after_registering(request, merchant)
    return render(request, "promotions/profile_form.html", {"form": form})


def _after_registering(request: HttpRequest, merchant: Merchant) -> HttpResponse:
    """Go back to the answers one came from, or on to the profile."""
    answers = address(request.GET)
    if answers:
        return redirect(f"{reverse('route')}?{answers}")
    return redirect("merchant_profile", merchant.tax_code)


def _taken() -> str:
    return _(
        "This tax code is already registered at the portal. If it is your business, "
        "ask the Trade Management Division to give your account access; the number "
        "is at the foot of this page."
    )


@require_http_methods(["GET", "HEAD"])
def merchant_profile(request: HttpRequest, tax_code: str) -> HttpResponse:
    merchant = own_merchant(request, tax_code)
    return render(
        request,
        "promotions/profile.html",
        {
            "merchant": merchant,
            "channels": merchant.channels.all(),
            "branches": merchant.branches.select_related("district"),
            "may_keep_keys": may_keep_keys(person(request), merchant),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def merchant_edit(request: HttpRequest, tax_code: str) -> HttpResponse:
    merchant = own_merchant(request, tax_code)
    stored = {name: getattr(merchant, name) for name in PROFILE_FIELDS}
    form = ProfileForm(posted(request), is_new=False, initial=stored)
    if request.method == "POST" and form.is_valid():
        save_merchant(merchant, form.cleaned_data)
        messages.success(request, _("The profile is saved."))
        return redirect("merchant_profile", merchant.tax_code)
    return render(
        request, "promotions/profile_form.html", {"form": form, "merchant": merchant}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def channel_edit(
    request: HttpRequest, tax_code: str, pk: int | None = None
) -> HttpResponse:
    """Add a channel, or change the one named in the address."""
    merchant = own_merchant(request, tax_code)
    channel = get_object_or_404(merchant.channels, pk=pk) if pk else None
    stored = {name: getattr(channel, name, None) for name in ChannelForm.base_fields}
    form = ChannelForm(posted(request), initial=stored if channel else None)
    if request.method == "POST" and form.is_valid():
        save_channel(merchant, form.cleaned_data, channel=channel)
        messages.success(request, _("The sales channel is saved."))
        return redirect(_back(request, merchant))
    return render(
        request,
        "promotions/channel_form.html",
        {"form": form, "merchant": merchant, "channel": channel},
    )


def _back(request: HttpRequest, merchant: Merchant) -> str:
    """Return to the dossier one came from, if it is the merchant's, or the profile."""
    reference = request.GET.get("ho-so", "")
    dossier = merchant.promotions.filter(reference=reference).first()
    if dossier is not None:
        return reverse("dossier_step", args=[dossier.reference, AREA.slug])
    return reverse("merchant_profile", args=[merchant.tax_code])


@require_POST
def channel_remove(request: HttpRequest, tax_code: str, pk: int) -> HttpResponse:
    merchant = own_merchant(request, tax_code)
    channel = get_object_or_404(merchant.channels, pk=pk)
    try:
        remove_channel(channel)
    except ChannelInUse:
        messages.warning(
            request,
            _(
                "This channel stands in a promotion that was handed in, so it cannot "
                "be removed. You can still change its name and link."
            ),
        )
    else:
        messages.success(request, _("The sales channel is removed."))
    return redirect("merchant_profile", merchant.tax_code)
