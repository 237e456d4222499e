from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.clock import now
from complaints.forms.fields import DayField, VndField, yes_or_no
from complaints.forms.steps import StepForm
from complaints.mediating import Minutes
from complaints.showing import is_shown

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class MediationForm(StepForm):
    """The record of a mediation; nothing is sent."""

    held_on = DayField(
        label=_("Day of the mediation"),
        error_messages={"required": _("Write the day.")},
    )
    place = forms.CharField(label=_("Place"), max_length=300)
    mediator_name = forms.CharField(label=_("Mediator"), max_length=150)
    consumer_party = forms.CharField(label=_("For the consumer"), max_length=300)
    seller_party = forms.CharField(
        label=_("For the seller"),
        max_length=300,
        help_text=_("Name and position of who spoke for the seller."),
    )
    content = forms.CharField(
        label=_("What both sides said"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80}),
    )
    agreed = forms.ChoiceField(
        label=_("Did the sides agree?"), choices=YES_NO, widget=forms.RadioSelect
    )
    terms = forms.CharField(
        label=_("What was agreed"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text=_("The person reads it in the course of the report."),
    )
    amount_vnd = VndField(label=_("Amount agreed, in đồng"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_shown(self.user, self.complaint, at=now()):
            self.fields["consumer_party"].initial = self.complaint.full_name
        self.fields["mediator_name"].initial = self.user.get_username() and str(
            self.user
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_agreed = yes_or_no(cleaned.get("agreed", ""))
        if is_agreed and not cleaned.get("terms"):
            self.add_error("terms", _("Write what was agreed."))
        if is_agreed is False and (cleaned.get("terms") or cleaned.get("amount_vnd")):
            self.add_error(
                "terms",
                _("Leave this and the amount empty if the sides did not agree."),
            )
        return cleaned


def minutes_of(cleaned: dict[str, Any]) -> Minutes:
    values = {name: value for name, value in cleaned.items() if name != "agreed"}
    return Minutes(**values, is_agreed=bool(yes_or_no(cleaned["agreed"])))
