"""Saved filters over a list of the admin: their links, and the page that keeps them."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from accounts.admin_base import OfficeAdmin
from accounts.models import SavedFilter, User
from accounts.models.saved_filter import NAME_LENGTH
from accounts.saved_filters import (
    FilterRefused,
    kept_of,
    looks_personal,
    rename,
    save,
)

M = TypeVar("M", bound=Model)


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the filter"),
        max_length=NAME_LENGTH,
        error_messages={"required": gettext_lazy("Write a name for the filter.")},
    )


class SavedFilterAdmin(OfficeAdmin[M]):
    """``filter_lookups`` names the filters in the address of the list."""

    filter_lookups: ClassVar[frozenset[str]] = frozenset()
    change_list_template = "admin/filtered_list.html"

    def is_personal(self, search: str) -> bool:
        """Whether what was searched for may tell who somebody is."""
        return looks_personal(search)

    def get_urls(self) -> list[URLPattern]:
        page = path(
            "bo-loc/",
            self.admin_site.admin_view(self.filters_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_filters",
        )
        return [page, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        kept = self._kept(request.GET.urlencode())
        saved = [
            {"filter": one, "is_chosen": one.query == kept.query}
            for one in self._own(request)
        ]
        context = {
            "saved_filters": saved,
            "filters_address": self._address,
            "to_save": "" if any(one["is_chosen"] for one in saved) else kept.query,
            "leaves_out_search": kept.leaves_out_search,
            "name_length": NAME_LENGTH,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def filters_view(self, request: HttpRequest) -> HttpResponse:
        """Save what the list shows; rename or delete what was saved."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        refusal = ""
        if request.method == "POST":
            try:
                return self._carry_out(request)
            except FilterRefused as refused:
                refusal = refused.message
        return TemplateResponse(
            request,
            "admin/saved_filters.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Saved filters"),
                "saved": self._own(request),
                "refusal": refusal,
                "typed": request.POST,
                "list_address": self._list_address,
                "name_length": NAME_LENGTH,
            },
        )

    def _carry_out(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        assert isinstance(user, User)
        if "delete" in request.POST:
            self._one(request, "delete").delete()
            messages.success(request, _("The filter is deleted."))
            return redirect(self._address)
        form = NameForm(request.POST)
        if not form.is_valid():
            raise FilterRefused(" ".join(map(str, form.errors["name"])))
        name = form.cleaned_data["name"]
        if "rename" in request.POST:
            rename(self._one(request, "rename"), name=name)
            messages.success(request, _("The filter has its new name."))
            return redirect(self._address)
        kept = self._kept(request.POST.get("query", ""))
        saved = save(user, self.opts.label_lower, name=name, query=kept.query)
        messages.success(request, _("The filter is saved."))
        if kept.leaves_out_search:
            messages.warning(
                request,
                _(
                    "What you searched for is left out of it: it may be a phone "
                    "number, an e-mail address or a code."
                ),
            )
        return redirect(f"{self._list_address}?{saved.query}")

    def _kept(self, address: str) -> Any:
        return kept_of(address, self.filter_lookups, is_personal=self.is_personal)

    def _own(self, request: HttpRequest) -> Any:
        own = SavedFilter.objects.visible_to(request.user)
        return own.filter(list_name=self.opts.label_lower)

    def _one(self, request: HttpRequest, act: str) -> SavedFilter:
        number = request.POST[act]
        pk = int(number) if number.isdecimal() and len(number) < 19 else 0
        found: SavedFilter = get_object_or_404(self._own(request), pk=pk)
        return found

    @property
    def _list_address(self) -> str:
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return reverse(f"admin:{name}")

    @property
    def _address(self) -> str:
        name = f"{self.opts.app_label}_{self.opts.model_name}_filters"
        return reverse(f"admin:{name}")
