"""The first step of a dossier: what it is called, for whom, and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from campaigns.models import Campaign, TimeSlot
from campaigns.moments import ending, starting
from promotions.forms.draft import DraftForm
from promotions.forms.fields import MomentField

LONG_TEXT = 5_000


class BasicsForm(DraftForm):
    name = forms.CharField(
        label=_("Name of the promotion"),
        help_text=_("As customers will read it, for instance “Taste of Thanh Hoá”."),
        max_length=250,
    )
    takes_part = forms.BooleanField(required=False)
    slot = forms.ModelChoiceField(
        label=_("Time slot"),
        queryset=TimeSlot.objects.none(),
        widget=forms.RadioSelect,
        blank=True,
        empty_label=_("No particular slot"),
        required=False,
    )
    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"), is_end=True)
    customers = forms.CharField(
        label=_("For whom"),
        help_text=_("For instance: everyone who buys for personal use."),
        max_length=300,
    )
    content = forms.CharField(
        label=_("What is offered"),
        help_text=_("What the customer gains, in plain words."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONG_TEXT,
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("For instance: at most 6 bottles a customer; while stocks last."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG_TEXT,
        required=False,
    )

    def __init__(
        self, *args: Any, campaign: Campaign | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        if campaign is None:
            del self.fields["takes_part"], self.fields["slot"]
            return
        takes_part = self.fields["takes_part"]
        takes_part.label = gettext("This promotion takes part in “%(campaign)s”") % {
            "campaign": campaign.name
        }
        takes_part.help_text = gettext(
            "The programme runs from %(start)s to %(end)s. A discount above the "
            "general ceiling is allowed only to those who take part, and only with "
            "every day inside it."
        ) % {
            "start": starting(campaign.starts_at),
            "end": ending(campaign.ends_at),
        }
        slots = self.fields["slot"]
        assert isinstance(slots, forms.ModelChoiceField)
        slots.queryset = campaign.slots.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("slot") and not cleaned.get("takes_part"):
            cleaned["slot"] = None
            self.add_error(
                "takes_part",
                _(
                    "The time slot belongs to the programme. Tick that the promotion "
                    "takes part, or choose no particular slot."
                ),
            )
        return cleaned

    def understood(self) -> dict[str, Any]:
        """Return the facts with ``campaign`` in place of the tick."""
        facts = super().understood()
        if self.campaign is None:
            return facts
        takes_part = facts.pop("takes_part", False)
        facts["campaign"] = self.campaign if takes_part else None
        if not takes_part:
            facts["slot"] = None
        return facts
