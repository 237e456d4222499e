"""From JSON to the form of the page: what the form refuses, the API refuses too.

JSON is read by its types and put into the words a browser posts; then ``ComplaintForm``
decides, so that there is one place that says what a report must hold.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rest_framework import serializers

from complaints import consent
from complaints.enums import ComplaintKind, SellerChannel
from complaints.evidence.attaching import Attached
from complaints.forms.complaint import OPTIONAL_IN_A_TIP, ComplaintForm
from complaints.forms.fields import CategoryField
from complaints.forms.questions import PREFIX
from complaints.questions import LONGEST_LINE
from promotions.api.declared import Text

YES_NO = {True: "yes", False: "no", None: ""}
MOST_HANDLES = 50
HANDLE_CHARACTERS = 43


class SoftwareForm(ComplaintForm):
    """The questions of the page, asked by a program, which names choices by code."""

    category = CategoryField(to_field_name="code")
    consent_version = forms.CharField(required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.to_field_name = "code"

    def clean_consent_version(self) -> str:
        """Refuse what agrees to another text than the one that is asked now."""
        version: str = self.cleaned_data["consent_version"]
        if version != consent.CURRENT_VERSION:
            raise ValidationError(
                _(
                    "Show the person the text of version “%(version)s” and send this "
                    "version with the answers."
                )
                % {"version": consent.CURRENT_VERSION}
            )
        return version


NAMED_BY_PROGRAM = {"consent_version"}
ALWAYS_NEEDED = NAMED_BY_PROGRAM | {
    name
    for name, field in ComplaintForm.base_fields.items()
    if field.required and name not in {"key", *OPTIONAL_IN_A_TIP}
}


def _text(name: str) -> Text:
    """Return a text as long as the field of the form takes it."""
    longest = getattr(ComplaintForm.base_fields[name], "max_length", None)
    return Text(longest or 254)


def _choice(choices: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(
        choices=choices, allow_blank=True, required=False, default=""
    )


def handles_field(**kwargs: Any) -> serializers.ListField:
    handle = serializers.CharField(max_length=HANDLE_CHARACTERS)
    return serializers.ListField(child=handle, max_length=MOST_HANDLES, **kwargs)


class ComplaintFields(serializers.Serializer[Any]):
    """One report; only types and lengths are read here.

    ``category``, ``district``, ``promotion`` and ``merchant`` are codes, ``evidence``
    the handles of files that were sent before. ``answers`` maps the codes of questions
    of the category to the codes of answers, or to text, day or amount as it is asked.
    """

    kind = _choice(ComplaintKind.choices)
    category = Text(40)
    story = _text("story")
    demand = _text("demand")
    bought_on = serializers.DateField(allow_null=True, default=None)
    amount_vnd = serializers.IntegerField(
        min_value=0, max_value=10**12, allow_null=True, default=None
    )
    order_ref = _text("order_ref")
    seller_name = _text("seller_name")
    seller_channel = _choice(SellerChannel.choices)
    seller_link = _text("seller_link")
    seller_address = _text("seller_address")
    district = Text(10)
    promotion = _text("promotion")
    merchant = _text("merchant")
    has_contacted = serializers.BooleanField(allow_null=True, default=None)
    contacted_on = serializers.DateField(allow_null=True, default=None)
    seller_answer = _text("seller_answer")
    full_name = _text("full_name")
    phone = Text(30)
    email = _text("email")
    answers = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_LINE, allow_blank=True),
        default=dict,
    )
    evidence = handles_field(default=list)
    consent_version = Text(20)
    may_handle = serializers.BooleanField(default=False)
    may_share_with_seller = serializers.BooleanField(default=False)


class DescribedFields(ComplaintFields):
    """The same as the description tells it: what every report needs is required.

    A report without it is still read, so that the form says what is missing, and why.
    """

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in ALWAYS_NEEDED:
            fields[name].required = True
            fields[name].default = serializers.empty
        return fields


def read(data: Any) -> dict[str, Any]:
    """Return what was sent, by its types. Raises the ``ValidationError`` of REST."""
    posted = ComplaintFields(data=data)
    posted.is_valid(raise_exception=True)
    given: dict[str, Any] = posted.validated_data
    return given


def judged(
    given: dict[str, Any], *, key: UUID, at: datetime, attached: Attached
) -> ComplaintForm:
    """Return the form the page would have had, valid. Raises ``ValidationError``."""
    values = {
        **given,
        **{f"{PREFIX}{code}": said for code, said in given["answers"].items()},
        "key": key,
        "has_contacted": YES_NO[given["has_contacted"]],
    }
    form = SoftwareForm(values, at=at, attached=attached)
    if not form.is_valid():
        wrong = form.errors.as_data().items()
        raise ValidationError({_as_sent(name): errors for name, errors in wrong})
    return form


def _as_sent(name: str) -> str:
    """Return what the program calls a field of the form."""
    code = name.removeprefix(PREFIX)
    return name if code == name else f"answers.{code}"
