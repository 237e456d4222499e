"""Forms of the inspection desk; they understand input and decide nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from complaints.models import Complaint
from inspections.enums import InspectionOutcome
from inspections.models import Finding, Inspection

ARTICLE_LIST_ID = "violation-articles"


class InspectionForm(forms.ModelForm[Inspection]):
    """Links the complaints its officer sees, and keeps those linked by others."""

    class Meta:
        model = Inspection
        fields = [
            "unit",
            "district",
            "kind",
            "campaign",
            "subject_name",
            "merchant",
            "promotion",
            "complaints",
            "decision_ref",
            "decided_on",
            "visit_on",
            "minutes_ref",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "complaints" in self.fields and self.instance.pk:
            self.initial["complaints"] = list(
                self._visible_complaints().filter(inspections=self.instance)
            )

    def clean_complaints(self) -> list[Complaint]:
        chosen = list(self.cleaned_data["complaints"])
        if not self.instance.pk:
            return chosen
        others = self.instance.complaints.exclude(pk__in=self._visible_complaints())
        return [*chosen, *others]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        merchant, promotion = cleaned.get("merchant"), cleaned.get("promotion")
        if merchant and promotion and promotion.merchant_id != merchant.pk:
            self.add_error(
                "promotion",
                gettext("This promotion belongs to another merchant."),
            )
        return cleaned

    def _visible_complaints(self) -> Any:
        field = self.fields["complaints"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        return field.queryset


class FindingForm(forms.ModelForm[Finding]):
    class Meta:
        model = Finding
        fields = ["group", "article", "description"]
        widgets = {
            "article": forms.TextInput(
                attrs={"list": ARTICLE_LIST_ID, "class": "vTextField"}
            ),
            "description": forms.Textarea(
                attrs={"rows": 2, "class": "vLargeTextField"}
            ),
        }


class ConclusionForm(forms.Form):
    """The outcome, and the very words the complainants will read."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[("", "—"), *InspectionOutcome.choices]
    )
    notice = forms.CharField(
        label=_("What complainants are told"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        help_text=_(
            "Everyone who complained reads exactly these words. Leave out names of "
            "people, and of fines what may not be published yet."
        ),
    )


class CancellationForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
    )
