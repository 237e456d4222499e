"""The branches of a business."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from promotions.branches import (
    BranchInUse,
    BranchNameTaken,
    remove_branch,
    save_branch,
)
from promotions.enums import MerchantKind
from promotions.forms.branch import BranchForm
from promotions.models import Branch
from promotions.views.own import own_merchant, posted


@require_http_methods(["GET", "HEAD", "POST"])
def branch_edit(
    request: HttpRequest, tax_code: str, pk: int | None = None
) -> HttpResponse:
    """Add a branch, or change the one named in the address."""
    merchant = own_merchant(request, tax_code)
    branch = get_object_or_404(merchant.branches, pk=pk) if pk else None
    form = BranchForm(
        posted(request),
        initial=_stored(branch) if branch else None,
        merchant=merchant,
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_branch(merchant, form.facts(), branch=branch)
        except BranchNameTaken:
            form.add_error("name", _("Another branch has this name already."))
        else:
            messages.success(request, _("The branch is saved."))
            return redirect("merchant_profile", merchant.tax_code)
    return render(
        request,
        "promotions/branch_form.html",
        {"form": form, "merchant": merchant, "branch": branch},
    )


def _stored(branch: Branch) -> dict[str, object]:
    names = [name for name in BranchForm.base_fields if name != "kind"]
    stored = {name: getattr(branch, name) for name in names}
    return {**stored, "kind": MerchantKind.BRANCH}


@require_POST
def branch_remove(request: HttpRequest, tax_code: str, pk: int) -> HttpResponse:
    merchant = own_merchant(request, tax_code)
    branch = get_object_or_404(merchant.branches, pk=pk)
    try:
        remove_branch(branch)
    except BranchInUse:
        messages.warning(
            request,
            _(
                "A promotion names this branch, so it cannot be removed. You can take "
                "away the tick that it may hold promotions."
            ),
        )
    else:
        messages.success(request, _("The branch is removed."))
    return redirect("merchant_profile", merchant.tax_code)
