from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from complaints.enums import SellerAnswer
from complaints.forms.fields import DayField
from complaints.seller import Reply, latest_promise

LONGEST = 5_000


class SellerForm(forms.Form):
    """What a seller answers, without an account, by a link of one use."""

    kind = forms.ChoiceField(
        label=_("Your answer"),
        choices=SellerAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    promised_on = DayField(
        label=_("You will settle it by"),
        required=False,
        help_text=_("Only with a promise. The customer is asked afterwards."),
    )
    text = forms.CharField(
        label=_("What you want to say"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The office and the customer read it as you write it."),
        error_messages={"required": _("Write your answer.")},
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") != SellerAnswer.PROMISE:
            cleaned["promised_on"] = None
        elif "promised_on" in cleaned:
            self._check_day(cleaned["promised_on"])
        return cleaned

    def _check_day(self, day: date | None) -> None:
        latest = latest_promise(self.at)
        if day is None:
            self.add_error("promised_on", _("Write the day by which you settle it."))
        elif day < timezone.localdate(self.at):
            self.add_error("promised_on", _("This day is over. Write a coming one."))
        elif day > latest:
            text = _("Write a day up to %(day)s.")
            shown = {"day": date_format(latest, "DATE_FORMAT")}
            self.add_error("promised_on", ValidationError(text, params=shown))

    @property
    def reply(self) -> Reply:
        cleaned = self.cleaned_data
        return Reply(
            SellerAnswer(cleaned["kind"]), cleaned["text"], cleaned["promised_on"]
        )
