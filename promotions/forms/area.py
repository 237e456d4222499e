"""Where a promotion is held and through which channels it sells."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import District
from promotions.branches import filing_branches
from promotions.forms.draft import DraftForm
from promotions.models import Branch, Merchant, SalesChannel

if TYPE_CHECKING:
    _Field = forms.ModelMultipleChoiceField[SalesChannel]
else:
    _Field = forms.ModelMultipleChoiceField


class ChannelsField(_Field):
    def label_from_instance(self, channel: SalesChannel) -> str:
        return f"{channel.get_kind_display()}: {channel.name}"


class AreaForm(DraftForm):
    branch = forms.ModelChoiceField(
        label=_("Who holds it"),
        help_text=_("A branch acts for its merchant."),
        queryset=Branch.objects.none(),
        widget=forms.RadioSelect,
        blank=True,
        empty_label=_("The merchant itself"),
        required=False,
    )
    channels = ChannelsField(
        label=_("Sales channels of this promotion"),
        queryset=SalesChannel.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_online_only = forms.BooleanField(
        label=_("Sold and promoted only through marketplaces and promotion websites"),
        required=False,
    )
    districts = forms.ModelMultipleChoiceField(
        label=_("Districts"),
        help_text=_("Leave all unticked for the whole province."),
        queryset=District.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    is_beyond_province = forms.BooleanField(
        label=_("Also held in other provinces"), required=False
    )
    is_at_protected_place = forms.BooleanField(
        label=_("Held at a school, a hospital or the seat of a State body"),
        required=False,
    )

    def __init__(self, *args: Any, merchant: Merchant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = self.fields["channels"]
        assert isinstance(channels, forms.ModelMultipleChoiceField)
        channels.queryset = merchant.channels.all()
        branches = self.fields["branch"]
        assert isinstance(branches, forms.ModelChoiceField)
        branches.queryset = filing_branches(merchant)
        if not branches.queryset.exists():
            del self.fields["branch"]
