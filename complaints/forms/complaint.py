"""The one form by which a complaint is written down, by a consumer or for one."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext_lazy as _

from accounts.models import District
from complaints import consent
from complaints.enums import ComplaintKind, ComplaintSource, SellerChannel
from complaints.evidence.attaching import Attached
from complaints.forms.evidence import EvidenceField, add_problems
from complaints.forms.fields import (
    CategoryField,
    DayField,
    VietnamesePhoneField,
    VndField,
    refuse_future,
    yes_or_no,
)
from complaints.forms.questions import CategoryQuestions
from complaints.intake import ComplaintFacts
from complaints.prefill import merchant_named, promotion_named
from complaints.spam.proof_of_work import challenge_for
from promotions.models import Merchant, Promotion

Group = tuple[str, Promise, tuple[str, ...]]

LONGEST_TEXT = 10_000
OPTIONAL_IN_A_TIP = ("demand", "bought_on", "has_contacted", "full_name")
KINDS = [
    (
        ComplaintKind.TIP,
        _("I want to point out a violation. I do not need an answer for myself."),
    ),
    (
        ComplaintKind.SUPPORT,
        _("I want support in negotiating with the seller."),
    ),
    (
        ComplaintKind.COMPLAINT,
        _("I complain against the seller and ask for my rights as a consumer."),
    ),
]


def _long_text(**kwargs: Any) -> forms.CharField:
    rows = kwargs.pop("rows", 4)
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **kwargs)


class ComplaintForm(CategoryQuestions):
    """Four groups of questions; ``groups`` names them in the order of the page.

    ``at`` is the moment the form is read, ``attached`` the files that came with it,
    now or before. What somebody must fill in depends on the
    kind: a tip may stay anonymous, the others need an answer and a demand. Nobody sees
    ``website``: only a machine fills it in.
    """

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    merchant = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)
    challenge = forms.CharField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("What do you want?"), choices=KINDS, widget=forms.RadioSelect
    )
    category = CategoryField(label=_("What is the matter?"))
    story = _long_text(
        label=_("What happened?"),
        help_text=_(
            "Tell it in your own words: what you saw or bought, when, what was "
            "promised and what you got."
        ),
        rows=7,
    )
    demand = _long_text(
        label=_("What do you ask for?"),
        help_text=_(
            "For instance: money back, the gift, an exchange, an apology. In a tip you "
            "may leave it empty."
        ),
        rows=3,
        error_messages={
            "required": _(
                "Write what you ask for, so that it can be passed on to the seller."
            )
        },
    )
    bought_on = DayField(
        label=_("Day of the purchase or of the event"),
        help_text=_("In a tip you may leave it empty."),
        error_messages={
            "required": _(
                "Write the day of the purchase, even if you only know it roughly."
            )
        },
    )
    amount_vnd = VndField(label=_("Amount you paid"), required=False)
    order_ref = forms.CharField(
        label=_("Order or invoice number"), required=False, max_length=60
    )

    seller_name = forms.CharField(
        label=_("Who sold or advertised it?"),
        max_length=250,
        help_text=_("The name of the shop, stall, page or company as you saw it."),
    )
    seller_channel = forms.ChoiceField(
        label=_("Where was that?"),
        choices=SellerChannel.choices,
        widget=forms.RadioSelect,
    )
    seller_link = forms.URLField(
        label=_("Link to the goods, page or livestream"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={
            "invalid": _("This is no link. Copy the whole address, or leave it empty.")
        },
    )
    seller_address = forms.CharField(
        label=_("Address of the shop or seller"), required=False, max_length=300
    )
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.none(),
        help_text=_("Where it happened; for an online purchase, where you live."),
    )
    promotion = forms.CharField(
        label=_("Code of the promotion"),
        required=False,
        max_length=20,
        help_text=_(
            "Such as KM-2024-000123, as shown in the register. If you know it."
        ),
    )
    has_contacted = forms.ChoiceField(
        label=_("Have you contacted the seller?"),
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you have contacted the seller.")},
        help_text=_(
            "The seller has to take up your request and negotiate within 7 working "
            "days (Law 19/2023/QH15, Article 57). You can report here at any time."
        ),
    )
    contacted_on = DayField(label=_("When did you contact the seller?"), required=False)
    seller_answer = _long_text(
        label=_("What did the seller answer?"), required=False, rows=3
    )

    evidence = EvidenceField()

    full_name = forms.CharField(
        label=_("Your full name"),
        max_length=150,
        error_messages={
            "required": _(
                "Write your name. Only a tip about a violation can be sent without a "
                "name."
            )
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = VietnamesePhoneField(
        label=_("Phone number"),
        required=False,
        help_text=_("Its last four digits open the page that shows the course."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Answers are sent to it."),
        error_messages={
            "invalid": _("This e-mail address is not complete, such as an@example.com.")
        },
    )

    may_handle = forms.BooleanField(
        label=consent.current().handling,
        error_messages={
            "required": _("Without your agreement this report cannot be handled.")
        },
    )
    may_share_with_seller = forms.BooleanField(
        label=consent.current().sharing, required=False
    )

    groups: ClassVar[tuple[Group, ...]] = (
        (
            "what",
            _("What happened"),
            (
                "kind",
                "category",
                "story",
                "demand",
                "bought_on",
                "amount_vnd",
                "order_ref",
            ),
        ),
        (
            "where",
            _("Where, and by whom"),
            (
                "seller_name",
                "seller_channel",
                "seller_link",
                "seller_address",
                "district",
                "promotion",
                "has_contacted",
                "contacted_on",
                "seller_answer",
            ),
        ),
        ("evidence", _("Evidence"), ("evidence",)),
        (
            "you",
            _("You"),
            ("full_name", "phone", "email", "may_handle", "may_share_with_seller"),
        ),
    )

    def __init__(
        self,
        *args: Any,
        at: datetime,
        attached: Attached | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.attached = attached or Attached()
        self.today = timezone.localdate(at)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = District.objects.valid_on(self.today)
        self.add_questions(today=self.today)
        if self.is_tip:
            for name in OPTIONAL_IN_A_TIP:
                self.fields[name].required = False

    @property
    def is_tip(self) -> bool:
        return self.is_bound and self.data.get("kind") == ComplaintKind.TIP

    @property
    def grouped_fields(self) -> list[tuple[str, Any, list[forms.BoundField]]]:
        return [
            (code, title, [self[name] for name in names])
            for code, title, names in self.groups
        ]

    @cached_property
    def facts(self) -> ComplaintFacts:
        """What was written, once the form is valid."""
        data = self.cleaned_data
        given = {
            name: data[name]
            for name in (
                "kind",
                "category",
                "story",
                "demand",
                "bought_on",
                "amount_vnd",
                "order_ref",
                "seller_name",
                "seller_channel",
                "seller_link",
                "seller_address",
                "district",
                "promotion",
                "merchant",
                "contacted_on",
                "seller_answer",
                "full_name",
                "email",
                "may_share_with_seller",
            )
        }
        return ComplaintFacts(
            **given,
            answers=self.answers,
            phone=str(data["phone"].as_e164) if data["phone"] else "",
            has_contacted_seller=yes_or_no(data["has_contacted"]) is True,
            consent_version=consent.CURRENT_VERSION,
            language=get_language() or "",
        )

    def clean_promotion(self) -> Promotion | None:
        reference: str = self.cleaned_data["promotion"].strip()
        found = promotion_named(reference)
        if reference and found is None:
            raise forms.ValidationError(
                _(
                    "The register has no promotion with this code. Check the code, or "
                    "leave the field empty; your report is handled all the same."
                )
            )
        return found

    def clean_merchant(self) -> Merchant | None:
        """Drop a tax code that is not registered: it came with the link, not by hand."""
        return merchant_named(self.cleaned_data["merchant"])

    def clean_bought_on(self) -> date | None:
        return self._past("bought_on")

    def clean_contacted_on(self) -> date | None:
        return self._past("contacted_on")

    def _past(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        refuse_future(day, today=self.today)
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        add_problems(self, self.attached)
        reachable = data.get("phone") or data.get("email")
        if (
            not self.is_tip
            and not reachable
            and not {"phone", "email"} & {*self.errors}
        ):
            self.add_error(
                "phone",
                _(
                    "Give a phone number or an e-mail address, so that you can be "
                    "answered."
                ),
            )
        return data


class CounterForm(ComplaintForm):
    """The same questions, asked by an officer at the counter or on the phone."""

    source = forms.ChoiceField(
        label=_("How did it come in?"),
        choices=[
            (ComplaintSource.PHONE, ComplaintSource.PHONE.label),
            (ComplaintSource.COUNTER, ComplaintSource.COUNTER.label),
        ],
        widget=forms.RadioSelect,
    )
    groups: ClassVar[tuple[Group, ...]] = (
        ("source", _("How it came in"), ("source",)),
        *ComplaintForm.groups,
    )


def with_new_key(data: QueryDict) -> QueryDict:
    """Return the same answers under a key that was never used."""
    fresh = data.copy()
    fresh["key"] = str(uuid4())
    fresh["challenge"] = challenge_for(fresh["key"])
    fresh["number"] = ""
    return fresh


def first_key() -> dict[str, str]:
    """Return what a form begins with: its key, and the sum that goes with it."""
    key = str(uuid4())
    return {"key": key, "challenge": challenge_for(key)}


def has_key(data: QueryDict) -> bool:
    """Whether the form brought a key; a tampered or cut form may not."""
    try:
        UUID(data.get("key", ""))
    except ValueError:
        return False
    return True
