"""A request of a merchant on the desk: read, accepted with a click, refused with why."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise

from accounts.admin_base import OfficeAdmin
from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from accounts.permissions import Person
from campaigns.clock import now
from promotions.admin.forms import ReasonForm
from promotions.amending import AmendmentImpossible
from promotions.stopping import EndImpossible
from promotions.workflow import LawRefuses

REFUSALS = (
    TransitionNotAllowed,
    ReasonMissing,
    AmendmentImpossible,
    EndImpossible,
    LawRefuses,
)
R = TypeVar("R", bound=Model)


class AnsweringAdmin(OfficeAdmin[R]):
    """Name the two verbs, the sentences that follow them, and who may decide."""

    accept_verb: Callable[..., Any]
    refuse_verb: Callable[..., Any]
    accepted: Promise
    refused: Promise
    refuse_label: Promise
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    actions = None

    def may_decide(self, user: Person) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        name = f"promotions_{self.opts.model_name}"
        return [
            path("<int:pk>/chap-nhan/", own(self.accept_view), name=f"{name}_accept"),
            path(
                "<int:pk>/khong-chap-nhan/",
                own(self.refuse_view),
                name=f"{name}_refuse",
            ),
            *super().get_urls(),
        ]

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._to_decide(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return self._decide(request, record, self.accept_verb, done=self.accepted)

    def refuse_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self._to_decide(request, pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            return self._decide(
                request,
                record,
                self.refuse_verb,
                done=self.refused,
                **form.cleaned_data,
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.refuse_label,
            "record": record,
            "form": form,
            "back": self._page(),
        }
        return render(request, "admin/promotions/answer.html", context)

    def _to_decide(self, request: HttpRequest, pk: int) -> R:
        """Return it to who may decide; a stranger does not learn that it exists."""
        record: R = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.may_decide(request.user):
            raise PermissionDenied
        return record

    def _decide(
        self,
        request: HttpRequest,
        record: R,
        verb: Callable[..., Any],
        *,
        done: Promise,
        **facts: Any,
    ) -> HttpResponse:
        assert isinstance(request.user, User)
        try:
            verb(record, by=request.user, at=now(), **facts)
        except REFUSALS as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, str(done))
        return redirect(self._page(), record.pk)

    def _page(self) -> str:
        return f"admin:promotions_{self.opts.model_name}_change"
