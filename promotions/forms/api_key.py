from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.enums import KeyScope

TERMS = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")))


class ApiKeyForm(forms.Form):
    use_required_attribute = False

    once = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name of the key"),
        help_text=_("For instance the software or the shop that uses it."),
        max_length=80,
        error_messages={"required": _("Give the key a name, so that you know it.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may the key do?"),
        choices=KeyScope.choices,
        initial=[KeyScope.READ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing the key may do.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long is it valid?"),
        choices=TERMS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )

    def facts(self) -> dict[str, Any]:
        """Return what ``api_keys.issue`` asks for."""
        read = self.cleaned_data
        return {
            "name": read["name"],
            "scopes": [KeyScope(scope) for scope in read["scopes"]],
            "valid_for": timedelta(days=read["days"]),
            "once": read["once"],
        }
