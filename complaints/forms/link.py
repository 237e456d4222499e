"""Choosing the lead case of a report: from what looks alike, or by its number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.duplicates import Suggestion, suggest
from complaints.forms.steps import StepForm
from complaints.masking import mask_sender
from complaints.models import Complaint


class LinkForm(StepForm):
    suggested = forms.TypedChoiceField(
        label=_("Reports that look alike"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Or the number of the lead case"), min_value=1, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["suggested"]
        assert isinstance(field, forms.ChoiceField)
        found = suggest(self.complaint, by=self.user)
        field.choices = [(one.complaint.pk, _label(one)) for one in found]
        if not found:
            del self.fields["suggested"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number = cleaned.pop("number", None)
        wanted = number or cleaned.pop("suggested", None)
        cleaned.pop("suggested", None)
        lead = Complaint.objects.visible_to(self.user).filter(pk=wanted).first()
        if wanted is None:
            self.add_error("number", _("Choose a report, or write its number."))
        elif lead is None:
            self.add_error("number", _("There is no report with this number."))
        return {**cleaned, "lead": lead}


def _label(suggestion: Suggestion) -> str:
    one = suggestion.complaint
    return _(
        "%(number)s · %(seller)s · %(percent)s%% of the words alike: %(story)s"
    ) % {
        "number": f"{one.pk:06d}",
        "seller": one.seller_name,
        "percent": suggestion.likeness,
        "story": mask_sender(one, one.story)[:80],
    }
