from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.forms.filing import DayField
from promotions.forms.submission import SubmissionForm


class AmendmentForm(SubmissionForm):
    """Why what is announced is to be changed; the declaration as for a dossier."""

    reason = forms.CharField(
        label=_("Why do you change the promotion?"),
        help_text=_("The Division and, in the history, your own people read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why the promotion is to be changed.")},
    )
    filing_ref = forms.CharField(
        label=_("Dossier code of the amendment at the public-service portal"),
        help_text=_(
            "If you have filed the notice of amendment (form 06) there; for instance "
            "000.00.18.H56-241120-0001."
        ),
        max_length=60,
        required=False,
    )
    filed_on = DayField(label=_("Filed on"), required=False)
    field_order = ("key", "saved", "reason", "filing_ref", "filed_on")
