"""Evidence in the admin: a picture to look at, and the original for a reason."""

from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _, gettext_lazy

from accounts.admin_base import OfficeAdmin
from accounts.models import User
from accounts.permissions import Person
from campaigns.clock import now
from complaints.evidence import custody, files, opening
from complaints.evidence.trouble import EvidenceRefused
from complaints.forms.evidence import DownloadForm
from complaints.masking import mask_sender
from complaints.models import Evidence
from complaints.showing import is_shown

CONFLICT = 409
R = TypeVar("R", bound=HttpResponseBase)


@admin.register(Evidence)
class EvidenceAdmin(OfficeAdmin[Evidence]):
    """Reached from the report; the list shows what a scanner has found or owes."""

    list_display = ["__str__", "media_type", "scan", "stored_at"]
    list_filter = ["scan", "media_type"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-pk"]
    change_form_template = "admin/complaints/evidence/change_form.html"
    facts = (
        "media_type",
        "size_bytes",
        "sha256",
        "stored_at",
        "scan",
        "scan_detail",
        "scanned_at",
    )

    def get_fields(self, request: HttpRequest, obj: Evidence | None = None) -> Any:
        """Cover what leads to the sender in the name of a file, until it is shown."""
        shown = obj is not None and is_shown(request.user, obj.complaint, at=now())
        return ["filename" if shown else "covered_name", *self.facts]

    @admin.display(description=gettext_lazy("file name"))
    def covered_name(self, evidence: Evidence) -> str:
        return mask_sender(evidence.complaint, evidence.filename)

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/hinh/",
                guarded(self.preview_view),
                name="complaints_evidence_preview",
            ),
            path(
                "<int:pk>/tai-ve/",
                guarded(self.download_view),
                name="complaints_evidence_download",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        evidence = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if evidence is not None:
            context["custody"] = evidence.custody.select_related("by")
        return super().change_view(request, object_id, form_url, context)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Serve the picture drawn anew; whoever looks is noted in the custody."""
        evidence = self._seen(request, pk)
        if not evidence.preview or evidence.is_held_back:
            raise Http404
        custody.record_look(evidence, by=_person(request.user), at=now())
        content = files.path_of(evidence.preview).read_bytes()
        response = HttpResponse(content, content_type="image/jpeg")
        return _unkept(response)

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Ask what for, then hand the original out as a file and nothing else."""
        evidence = self._seen(request, pk)
        form = DownloadForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                place = opening.download(
                    evidence,
                    purpose=opening.Purpose(form.cleaned_data["purpose"]),
                    note=form.cleaned_data["note"],
                    by=_person(request.user),
                    at=now(),
                )
            except EvidenceRefused as refused:
                form.add_error(None, refused.message)
                return self._ask(request, evidence, form, status=CONFLICT)
            response = FileResponse(
                place.open("rb"),
                as_attachment=True,
                filename=opening.given_name(evidence),
                content_type="application/octet-stream",
            )
            return _unkept(response)
        return self._ask(request, evidence, form)

    def _ask(
        self,
        request: HttpRequest,
        evidence: Evidence,
        form: DownloadForm,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Download the original"),
            "opts": self.opts,
            "evidence": evidence,
            "form": form,
        }
        return TemplateResponse(
            request, "admin/complaints/evidence/download.html", context, status=status
        )

    def _seen(self, request: HttpRequest, pk: int) -> Evidence:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)


def _person(user: Person) -> User:
    assert isinstance(user, User)
    return user


def _unkept(response: R) -> R:
    """Let no cache keep it and no browser take it for something else."""
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
