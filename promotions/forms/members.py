"""Inviting a person to a business, and changing a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.enums import MemberRole


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_("The link in the mail works once, for 7 days, for this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What the person may do"),
        choices=[
            (MemberRole.OWNER, _("Owner: everything, also inviting and removing")),
            (MemberRole.EDITOR, _("Editor: write and send dossiers, run the till")),
            (MemberRole.VIEWER, _("Reader: see everything, change nothing")),
        ],
        widget=forms.RadioSelect,
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)
