"""The people of a business: who acts for it, invitations, and what happened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns import clock
from promotions import members
from promotions.enums import MemberRole
from promotions.forms.members import InvitationForm, RoleForm
from promotions.members import MemberRefused
from promotions.models import Merchant
from promotions.permissions import may_manage_members
from promotions.views.own import own_merchant, person, posted

EVENTS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def merchant_members(request: HttpRequest, tax_code: str) -> HttpResponse:
    """Show who acts for the business; an owner's post invites somebody."""
    merchant = own_merchant(request, tax_code)
    is_owner = may_manage_members(person(request), merchant)
    form = InvitationForm(posted(request))
    if request.method == "POST":
        _only_owners(is_owner=is_owner)
        if form.is_valid() and _invited(request, merchant, form):
            return redirect("merchant_members", merchant.tax_code)
    now = clock.now()
    return render(
        request,
        "promotions/members.html",
        {
            "merchant": merchant,
            "members": merchant.members.select_related("user"),
            "is_owner": is_owner,
            "form": form,
            "roles": MemberRole.choices,
            "invitations": members.open_invitations(merchant, at=now)
            if is_owner
            else [],
            "events": merchant.member_events.select_related("by")[:EVENTS_SHOWN]
            if is_owner
            else [],
        },
    )


def _only_owners(*, is_owner: bool) -> None:
    if not is_owner:
        raise PermissionDenied


def _invited(request: HttpRequest, merchant: Merchant, form: InvitationForm) -> bool:
    facts = form.cleaned_data
    try:
        members.invite(
            merchant,
            facts["email"],
            MemberRole(facts["role"]),
            by=person(request),
            at=clock.now(),
        )
    except MemberRefused as refused:
        form.add_error("email", str(refused.message))
        return False
    messages.success(
        request, _("The invitation to %(email)s is sent.") % {"email": facts["email"]}
    )
    return True


@require_POST
def member_change(request: HttpRequest, tax_code: str, pk: int) -> HttpResponse:
    """Give a person another role."""
    merchant = _owned(request, tax_code)
    member = get_object_or_404(merchant.members, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        role = MemberRole(form.cleaned_data["role"])
        try:
            members.change_role(member, role, by=person(request), at=clock.now())
        except MemberRefused as refused:
            messages.warning(request, str(refused.message))
        else:
            messages.success(request, _("The role is changed."))
    return redirect("merchant_members", merchant.tax_code)


@require_POST
def member_remove(request: HttpRequest, tax_code: str, pk: int) -> HttpResponse:
    """Take a person out; who takes out oneself goes to the start."""
    merchant = _owned(request, tax_code)
    member = get_object_or_404(merchant.members, pk=pk)
    is_oneself = member.user_id == person(request).pk
    try:
        members.remove(member, by=person(request), at=clock.now())
    except MemberRefused as refused:
        messages.warning(request, str(refused.message))
        return redirect("merchant_members", merchant.tax_code)
    messages.success(request, _("The person no longer acts for the business."))
    if is_oneself:
        return redirect("merchant_start")
    return redirect("merchant_members", merchant.tax_code)


@require_POST
def invitation_withdraw(request: HttpRequest, tax_code: str, pk: int) -> HttpResponse:
    merchant = _owned(request, tax_code)
    invitation = get_object_or_404(merchant.invitations, pk=pk)
    members.withdraw_invitation(invitation, by=person(request), at=clock.now())
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("merchant_members", merchant.tax_code)


def _owned(request: HttpRequest, tax_code: str) -> Merchant:
    merchant = own_merchant(request, tax_code)
    _only_owners(is_owner=may_manage_members(person(request), merchant))
    return merchant
