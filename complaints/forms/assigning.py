"""Whom an officer gives a report to, one or many at once: input only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Person
from complaints.forms.steps import StepForm
from complaints.permissions import colleagues

LONGEST_REASON = 1000


class ColleagueForm(forms.Form):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Officer who handles it"),
        help_text=_("Somebody of your unit; they are told by e-mail."),
        error_messages={"required": _("Choose who handles it from now on.")},
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        label=_("Reason"),
        help_text=_("Only your unit reads it."),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )

    def offer(self, user: Person) -> None:
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(user)


class ManyForm(ColleagueForm):
    """For many reports at once; who had each stands beside the form."""

    def __init__(self, data: Any, user: Person) -> None:
        super().__init__(data)
        self.offer(user)


class TakeForm(StepForm):
    pass


class HandOverForm(ColleagueForm, StepForm):
    """``held_by`` is who had the report when this page was opened."""

    held_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(self.user)
        own = self.complaint.referrals.filter(unit=getattr(self.user, "unit", None))
        part = own.select_related("assignee").first()
        handler = part.handler if part else None
        self.fields["held_by"].initial = handler.pk if handler else None
