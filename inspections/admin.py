"""The inspection desk of the surveillance department, its teams and their readers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.admin_base import OfficeAdmin
from accounts.enums import UnitKind
from accounts.models import District, Unit, User
from accounts.permissions import SURVEILLANCE, Person, is_of
from campaigns import clock
from campaigns.current import current_campaign
from complaints.models import Complaint
from inspections import admin_views
from inspections.admin_filters import WhoseFilter
from inspections.admin_forms import ARTICLE_LIST_ID, InspectionForm
from inspections.admin_inlines import (
    EventInline,
    FindingInline,
    GoodsInline,
    SanctionInline,
)
from inspections.articles import offered_articles
from inspections.models import Inspection
from inspections.permissions import (
    may_begin,
    may_cancel,
    may_conclude,
    may_edit,
    may_plan,
    may_read_inspections,
)
from inspections.planning import (
    Subject,
    register,
    subject_of_complaints,
    subject_of_promotion,
)
from promotions.models import Promotion


@admin.register(Inspection)
class InspectionAdmin(OfficeAdmin[Inspection]):
    form = InspectionForm
    inlines = [FindingInline, GoodsInline, SanctionInline, EventInline]
    list_display = [
        "reference",
        "subject_name",
        "state",
        "outcome",
        "unit",
        "district",
        "visit_on",
        "complaint_count",
    ]
    list_filter = [
        WhoseFilter,
        "state",
        "outcome",
        "kind",
        "campaign",
        ("unit", admin.RelatedOnlyFieldListFilter),
        ("district", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["unit", "district"]
    list_per_page = 50
    search_fields = [
        "reference",
        "subject_name",
        "decision_ref",
        "merchant__tax_code",
        "merchant__name",
    ]
    search_help_text = _("Reference, name, tax code or number of the decision")
    autocomplete_fields = ["merchant", "promotion", "complaints"]
    readonly_fields = [
        "reference",
        "state",
        "outcome",
        "outcome_notice",
        "concluded_at",
        "linked_complaints",
    ]
    actions = None
    change_list_template = "admin/inspections/inspection/change_list.html"
    change_form_template = "admin/inspections/inspection/change_form.html"

    def may_see(self, user: Person) -> bool:
        return may_read_inspections(user)

    def may_add(self, user: Person) -> bool:
        return may_plan(user)

    def may_change(self, user: Person, record: Inspection | None) -> bool:
        return may_plan(user) if record is None else may_edit(user, record)

    @admin.display(description=_("complaints"), ordering="complaint_count")
    def complaint_count(self, inspection: Inspection) -> int:
        return int(inspection.complaint_count)  # type: ignore[attr-defined]

    @admin.display(description=_("linked complaints"))
    def linked_complaints(self, inspection: Inspection) -> int:
        """Count them: a reader of the inspection need not be one of each complaint."""
        return inspection.complaints.count()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inspection]:
        return (
            super().get_queryset(request).annotate(complaint_count=Count("complaints"))
        )

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Inspection | None:
        """Lock what is about to be saved, so that no conclusion comes in between."""
        if request.method == "POST" and object_id.isdigit():
            Inspection.objects.select_for_update().filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def get_fieldsets(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> list[tuple[Any, Any]]:
        editable = obj is None or may_edit(request.user, obj)
        links = "complaints" if editable else "linked_complaints"
        where = ["unit", "district", "kind", "campaign"]
        about = ["subject_name", "merchant", "promotion", links]
        papers = ["decision_ref", "decided_on", "visit_on", "minutes_ref"]
        fieldsets: list[tuple[Any, Any]] = [
            (_("Who inspects, and where"), {"fields": where}),
            (_("Who is inspected"), {"fields": about}),
            (_("Papers and visit"), {"fields": papers}),
        ]
        if obj is not None:
            outcome = ["state", "outcome", "outcome_notice", "concluded_at"]
            fieldsets.insert(0, (None, {"fields": ["reference"]}))
            fieldsets.append((_("Outcome"), {"fields": outcome}))
        return fieldsets

    def get_inlines(
        self, request: HttpRequest, obj: Inspection | None
    ) -> list[type[admin.options.InlineModelAdmin[Any, Any]]]:
        return [*self.inlines] if obj is not None else []

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        choices = _choices_of(db_field.name, request.user)
        if choices is not None:
            kwargs["queryset"] = choices
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "complaints":
            kwargs["queryset"] = Complaint.objects.visible_to(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in what the officer's unit and the linked records already say."""
        complaints = _named_complaints(request)
        subject = _subject(request, complaints)
        campaign = subject.campaign or current_campaign(at=clock.now())
        return {
            "unit": getattr(request.user, "unit_id", None),
            "district": subject.district or _only_district(request.user),
            "campaign": campaign,
            "subject_name": subject.subject_name,
            "merchant": subject.merchant,
            "promotion": subject.promotion,
            "complaints": complaints,
        }

    def save_model(
        self,
        request: HttpRequest,
        obj: Inspection,
        form: forms.ModelForm[Inspection],
        change: bool,
    ) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        assert isinstance(request.user, User)
        register(obj, by=request.user, at=clock.now())

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Inspection | None = None,
    ) -> HttpResponse:
        context["article_list_id"] = ARTICLE_LIST_ID
        context["articles"] = offered_articles()
        if obj is not None:
            context["may_begin"] = may_begin(request.user, obj)
            context["may_conclude"] = may_conclude(request.user, obj)
            context["may_cancel"] = may_cancel(request.user, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "de-xuat/",
                self.admin_site.admin_view(self.proposals_view),
                name="inspections_inspection_proposals",
            ),
            self._step("begin", require_POST(partial(admin_views.begin, self))),
            self._step("conclude", partial(admin_views.conclude, self)),
            self._step("cancel", partial(admin_views.cancel, self)),
            *super().get_urls(),
        ]

    def proposals_view(self, request: HttpRequest) -> HttpResponse:
        return admin_views.proposals(self, request)

    def _step(self, name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        return path(
            f"<int:pk>/{name}/",
            self.admin_site.admin_view(view),
            name=f"inspections_inspection_{name}",
        )


def _choices_of(field: str, user: Person) -> QuerySet[Any] | None:
    """Return what this officer may choose for a foreign key, or None for anything."""
    if field == "unit":
        return _inspecting_units(user)
    if field == "district":
        return _districts_of(user)
    if field == "promotion":
        return Promotion.objects.visible_to(user)
    return None


def _inspecting_units(user: Person) -> QuerySet[Unit]:
    units = Unit.objects.filter(kind__in=SURVEILLANCE)
    if is_of(user, UnitKind.MARKET_SURVEILLANCE):
        return units
    assert isinstance(user, User)
    return units.filter(members=user)


def _districts_of(user: Person) -> QuerySet[District]:
    """A team works in its districts; who has none works in the whole province."""
    assert isinstance(user, User)
    own = District.objects.filter(units=user.unit_id)
    return own if own.exists() else District.objects.all()


def _only_district(user: Person) -> District | None:
    districts = list(_districts_of(user)[:2])
    return districts[0] if len(districts) == 1 else None


def _named_complaints(request: HttpRequest) -> list[Complaint]:
    """Return those of ``?complaints=3,5`` that the officer may see."""
    numbers = request.GET.get("complaints", "").split(",")
    wanted = [int(number) for number in numbers if number.isdecimal()]
    return list(
        Complaint.objects.visible_to(request.user)
        .filter(pk__in=wanted)
        .select_related("merchant", "promotion", "campaign", "district")
        .order_by("pk")
    )


def _subject(request: HttpRequest, complaints: list[Complaint]) -> Subject:
    number = request.GET.get("promotion", "")
    if number.isdecimal():
        promotion = (
            Promotion.objects.visible_to(request.user)
            .select_related("merchant__district", "campaign")
            .filter(pk=int(number))
            .first()
        )
        if promotion is not None:
            return subject_of_promotion(promotion)
    return subject_of_complaints(complaints)
