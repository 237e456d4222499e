from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.enums import EarlyEndGround
from promotions.stopping import OF_THE_MERCHANT


class EarlyEndForm(forms.Form):
    """Why a promotion is to end before its announced end, and how customers know."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    ground = forms.TypedChoiceField(
        label=_("On what ground?"),
        choices=[(ground.value, ground.label) for ground in OF_THE_MERCHANT],
        coerce=EarlyEndGround,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the ground; the law allows an early end only so.")
        },
    )
    explanation = forms.CharField(
        label=_("What happened?"),
        help_text=_("For instance which goods are sold out, and since when."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        error_messages={"required": _("Say what happened, so that it can be judged.")},
    )
    how_told = forms.CharField(
        label=_("How and when were the customers told?"),
        help_text=_(
            "For instance a notice at the shop door since 08:00 on 29/11/2024."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={
            "required": _("Tell your customers first, and say here how and when.")
        },
    )
    proof_url = forms.URLField(
        label=_("Where can that be seen?"),
        help_text=_("The address of your post or page, if there is one."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
