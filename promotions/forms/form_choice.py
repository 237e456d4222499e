"""Which of the nine forms of promotion a dossier uses."""

from typing import Any

from django.forms import (
    CheckboxSelectMultiple,
    MultipleChoiceField,
    RadioSelect,
    TypedChoiceField,
)
from django.utils.translation import gettext_lazy as _

from promotions.enums import PromotionForm
from promotions.forms.draft import DraftForm


class FormChoiceForm(DraftForm):
    forms = MultipleChoiceField(
        label=_("Forms of promotion"),
        help_text=_("Tick all that this promotion uses."),
        choices=PromotionForm.choices,
        widget=CheckboxSelectMultiple,
    )
    is_gift_tied_to_purchase = TypedChoiceField(
        label=_("If there are gifts: who gets them?"),
        choices=[
            ("yes", _("Only those who buy something")),
            ("no", _("Everyone, without buying")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=RadioSelect,
        required=False,
    )

    def understood(self) -> dict[str, Any]:
        facts = super().understood()
        if facts.get("is_gift_tied_to_purchase") == "":
            del facts["is_gift_tied_to_purchase"]
        if "forms" in facts:
            chosen = set(facts["forms"])
            facts["forms"] = [form for form in PromotionForm.values if form in chosen]
        return facts
