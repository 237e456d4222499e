"""Which of the nine forms of promotion a dossier uses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.enums import PromotionForm
from promotions.forms.draft import DraftForm


class FormChoiceForm(DraftForm):
    forms = forms.MultipleChoiceField(
        label=_("Forms of promotion"),
        help_text=_("Tick all that this promotion uses."),
        choices=PromotionForm.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_gift_tied_to_purchase = forms.TypedChoiceField(
        label=_("If there are gifts: who gets them?"),
        choices=[
            ("yes", _("Only those who buy something")),
            ("no", _("Everyone, without buying")),
        ],
        coerce=lambda answer: answer == "yes",
        empty_value=True,
        widget=forms.RadioSelect,
        required=False,
    )

    def understood(self) -> dict[str, Any]:
        facts = super().understood()
        if "forms" in facts:
            chosen = set(facts["forms"])
            facts["forms"] = [form for form in PromotionForm.values if form in chosen]
        return facts
