"""Who receives what: the sets of rules, the dry run, and the second person's word."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import is_of_trade_management
from campaigns.clock import now
from complaints.admin.routing_answers import AnswersField, told
from complaints.admin.routing_steps import STEPS
from complaints.admin.settings import SettingsAdmin
from complaints.admin.state_steps import open_steps, step_page
from complaints.enums import ComplaintKind, SellerChannel
from complaints.models import RoutingRule, RoutingSet
from complaints.routing.changing import (
    RulesRefused,
    active_set,
    copy_rules,
    rules_of,
    try_out,
)
from complaints.routing.checking import check_rules
from promotions.enums import PromotionForm

SHOWN = 200


def _several(
    choices: Any, label: Any, help_text: Any = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


class RuleForm(forms.ModelForm[RoutingRule]):
    kinds = _several(ComplaintKind.choices, _("kinds of report"))
    channels = _several(SellerChannel.choices, _("where it was sold"))
    promotion_forms = _several(
        PromotionForm.choices,
        _("forms of promotion"),
        _("Of the registered promotion the report names."),
    )

    answers = AnswersField()

    class Meta:
        model = RoutingRule
        fields = (
            "name",
            "code",
            "position",
            "is_active",
            "categories",
            "districts",
            "kinds",
            "channels",
            "promotion_forms",
            "least_vnd",
            "has_contacted_seller",
            "answers",
            "receiver",
            "role",
            "answer_days",
            "reason",
            "reason_en",
            "source",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("answers")
        if isinstance(field, AnswersField):
            field.keep(self.instance.answers)


class RuleInline(admin.StackedInline[RoutingRule, RoutingSet]):
    model = RoutingRule
    form = RuleForm
    extra = 0
    filter_horizontal = ["categories", "districts"]
    fieldsets = [
        (None, {"fields": [("name", "code"), ("position", "is_active")]}),
        (
            _("Conditions"),
            {
                "fields": [
                    "categories",
                    "districts",
                    "kinds",
                    "channels",
                    "promotion_forms",
                    ("least_vnd", "has_contacted_seller"),
                    "answers",
                ],
                "classes": ["collapse"],
            },
        ),
        (
            _("Receiver"),
            {
                "fields": [
                    ("receiver", "role", "answer_days"),
                    "reason",
                    "reason_en",
                    "source",
                ]
            },
        ),
    ]

    readonly_fields = ["asked_answers"]

    @admin.display(description=_("answers to the questions of the category"))
    def asked_answers(self, rule: RoutingRule) -> str:
        return told(rule.answers)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ticks where the rule can be changed, words where it can be read."""
        shown = "answers" if self._may_edit(request, obj) else "asked_answers"
        return [
            (
                title,
                {
                    **options,
                    "fields": [
                        shown if name == "answers" else name
                        for name in options["fields"]
                    ],
                },
            )
            for title, options in self.fieldsets or ()
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_of_trade_management(request.user)

    def _may_edit(self, request: HttpRequest, obj: Any) -> bool:
        if not is_of_trade_management(request.user):
            return False
        return obj is not None and bool(obj.is_editable)

    def has_add_permission(  # type: ignore[override]
        self, request: HttpRequest, obj: Any
    ) -> bool:
        return self._may_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request, obj)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("what changes, and why"),
        max_length=300,
        help_text=_("Who puts it in force reads this first."),
        error_messages={"required": _("Write what changes, and why.")},
    )


@admin.register(RoutingSet)
class RoutingSetAdmin(SettingsAdmin):
    list_display = ["__str__", "state", "proposed_by", "activated_at"]
    list_select_related = ["proposed_by"]
    inlines = [RuleInline]
    fields = ["note", "state", "prepared_at", "proposed_by", "activated_at"]
    readonly_fields = [
        "state",
        "prepared_at",
        "proposed_by",
        "activated_at",
    ]
    change_form_template = "admin/complaints/routingset/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A set begins as a copy of another, never empty."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or bool(obj.is_editable)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/chay-thu/",
                view(self.trial_view),
                name="complaints_routingset_trial",
            ),
            path(
                "<int:pk>/sao-chep/",
                view(self.copy_view),
                name="complaints_routingset_copy",
            ),
            path(
                "<int:pk>/buoc/<slug:code>/",
                view(self.step_view),
                name="complaints_routingset_step",
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
        """Show the rules, what is wrong with them, and what can be done now."""
        shown = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if isinstance(shown, RoutingSet):
            context |= {
                "problems": check_rules(rules_of(shown)),
                "steps": open_steps(STEPS, shown),
                "events": shown.events.select_related("by"),
            }
        return super().change_view(request, object_id, form_url, context)

    def trial_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the dry run; a post, because it is noted that it was made."""
        shown = self._shown(request, pk)
        if request.method != "POST":
            return redirect("admin:complaints_routingset_change", shown.pk)
        trial = try_out(shown, at=now())
        context = {
            **self._context(request, shown, _("Dry run on past reports")),
            "trial": trial,
            "differences": trial.differences[:SHOWN],
            "active": active_set(),
        }
        return TemplateResponse(
            request, "admin/complaints/routingset/trial.html", context
        )

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self._shown(request, pk)
        assert isinstance(request.user, User)
        form = NoteForm(request.POST or None)
        if form.is_valid():
            try:
                fresh = copy_rules(
                    source, note=form.cleaned_data["note"], by=request.user, at=now()
                )
            except RulesRefused as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, _("Change the rules, then make the dry run."))
                return redirect("admin:complaints_routingset_change", fresh.pk)
        return self._ask(request, source, form, _("Prepare a change"))

    def step_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        shown = self._shown(request, pk)
        return step_page(
            request,
            STEPS.get(code),
            shown,
            ask=lambda step, form: self._ask(request, shown, form, step.label),
            lost=(RulesRefused,),
        )

    def _shown(self, request: HttpRequest, pk: int) -> RoutingSet:
        if not is_of_trade_management(request.user):
            raise PermissionDenied
        return get_object_or_404(RoutingSet, pk=pk)

    def _ask(
        self, request: HttpRequest, shown: RoutingSet, form: forms.Form, title: Any
    ) -> HttpResponse:
        context = {**self._context(request, shown, title), "form": form}
        return TemplateResponse(
            request, "admin/complaints/routingset/step.html", context
        )

    def _context(
        self, request: HttpRequest, shown: RoutingSet, title: Any
    ) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "routing_set": shown,
        }
