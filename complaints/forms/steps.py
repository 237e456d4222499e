"""What an officer writes when taking a step with a complaint: input only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.permissions import Person
from complaints.enums import AnswerFor, ReferralRole, ShowPurpose, Verdict
from complaints.models import Complaint
from complaints.permissions import may_refer_to
from complaints.routing.planning import DEFAULT_ANSWER_DAYS

LONGEST = 10_000


def _text(rows: int = 6, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "cols": 80}),
        **kwargs,
    )


class PurposeForm(forms.Form):
    """Why an officer needs to know who sent a report."""

    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=ShowPurpose.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Your name, the moment and the reason are kept for good. Answering and "
            "writing to the person need none of this."
        ),
        error_messages={"required": _("Say what you need to know it for.")},
    )
    note = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=200,
        help_text=_("Needed for another reason. Write nothing about the person here."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the list has none that fit."""
        data = super().clean() or {}
        if data.get("purpose") == ShowPurpose.OTHER and not data.get("note"):
            self.add_error("note", _("Write the reason."))
        return data


class StepForm(forms.Form):
    """``spoken`` names the text that goes to the complainant and is shown before.

    ``canned`` says which of the texts written once may begin it.
    """

    spoken = ""
    canned: AnswerFor | None = None

    def __init__(
        self, *args: Any, complaint: Complaint, user: Person, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.complaint = complaint
        self.user = user

    @property
    def spoken_text(self) -> str:
        text: str = self.cleaned_data[self.spoken]
        return text


class AcceptForm(StepForm):
    pass


class AnswerForm(StepForm):
    spoken = "answer"
    canned = AnswerFor.ANSWER
    answer = _text(
        label=_("Answer to the person"),
        help_text=_(
            "It is sent as it stands here and cannot be changed afterwards. Write what "
            "your unit found and did, and what the person can do now."
        ),
        error_messages={"required": _("Write the answer.")},
    )


class AskForm(StepForm):
    spoken = "text"
    canned = AnswerFor.ASK
    text = _text(
        label=_("Question to the person"),
        help_text=_(
            "It is sent as it stands here. The term of your unit stands still until "
            "the person has replied, unless it has run out already."
        ),
        error_messages={"required": _("Write the question.")},
    )


class InformForm(StepForm):
    spoken = "text"
    canned = AnswerFor.INFORM
    text = _text(
        label=_("Message to the person"),
        help_text=_("It is sent as it stands here and cannot be changed afterwards."),
        error_messages={"required": _("Write the message.")},
    )


class AskSellerForm(StepForm):
    spoken = "text"
    canned = AnswerFor.ASK_SELLER
    email = forms.EmailField(
        label=_("E-mail of the seller"),
        error_messages={"required": _("Write the e-mail address of the seller.")},
    )
    text = _text(
        label=_("What the seller is asked"),
        help_text=_(
            "It is sent with a link by which the seller answers within seven working "
            "days. The person who reported reads it as well."
        ),
        error_messages={"required": _("Write what the seller is asked.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        merchant = self.complaint.merchant
        self.fields["email"].initial = merchant.email if merchant else ""
        if not self.complaint.tells_seller:
            self.fields["text"].help_text = _(
                "The person did not agree that the seller learns who they are: leave "
                "out the name, phone number and e-mail address. It is sent with a "
                "link by which the seller answers within seven working days."
            )


class ShowForm(PurposeForm, StepForm):
    pass


class NoteFields(forms.Form):
    text = _text(
        label=_("Internal note"),
        help_text=_("Only officers read it. It is never sent to anybody."),
        error_messages={"required": _("Write the note.")},
    )
    is_shared = forms.BooleanField(
        required=False, label=_("The other units that handle this report may read it")
    )


class NoteForm(NoteFields, StepForm):
    pass


class TellCodeForm(StepForm):
    reason = _text(
        rows=3,
        label=_("What you asked and what was answered"),
        help_text=_(
            "Ask at least two things that only the sender can know, such as the seller, "
            "the day and what happened; never read them out first. The person reads in "
            "the course of the report that the code was told again."
        ),
        error_messages={"required": _("Write what you asked.")},
    )


class PauseForm(StepForm):
    reason = _text(
        rows=3,
        label=_("What the person is to do"),
        help_text=_(
            "The term of your unit stands still until you let it run again. The person "
            "reads this in the course of the report."
        ),
        error_messages={"required": _("Write what your unit waits for.")},
    )


class ContinueForm(StepForm):
    reason = _text(
        rows=3,
        label=_("Why your unit works on it again"),
        help_text=_(
            "The term moves by the working days that were waited. The person reads "
            "this in the course of the report."
        ),
        error_messages={"required": _("Write why your unit works on it again.")},
    )


class ReturnForm(StepForm):
    reason = _text(
        rows=3,
        label=_("Reason"),
        help_text=_("The leading unit and the person who reported read it."),
        error_messages={"required": _("Write why your unit passes the report back.")},
    )


class ReferForm(StepForm):
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        error_messages={"required": _("Choose the unit that receives the report.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            choice for choice in ReferralRole.choices if choice[0] != ReferralRole.LEAD
        ],
    )
    reason = forms.CharField(
        label=_("Why this office"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=_("The unit and the person who reported read it."),
        error_messages={"required": _("Write why this unit receives the report.")},
    )
    answer_days = forms.IntegerField(
        label=_("Working days to answer"),
        min_value=1,
        max_value=60,
        initial=DEFAULT_ANSWER_DAYS,
        help_text=_("Without meaning for a unit that is only informed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(
            pk__in=[
                unit.pk
                for unit in Unit.objects.filter(is_active=True)
                if may_refer_to(self.user, unit)
            ]
        )


class ResolveForm(StepForm):
    spoken = "outcome"
    canned = AnswerFor.RESOLVE
    outcome = _text(
        label=_("Result told to the person"),
        help_text=_("It is sent as it stands here and closes the report."),
        error_messages={"required": _("Write the result.")},
    )
    open_parts_reason = _text(
        rows=3,
        required=False,
        label=_("Why units that have not answered are not waited for"),
        help_text=_("Needed only while a unit still owes an answer."),
    )


class NotAcceptForm(StepForm):
    spoken = "outcome"
    canned = AnswerFor.NOT_ACCEPT
    outcome = _text(
        label=_("Why the report is not taken up"),
        help_text=_(
            "It is sent as it stands here and closes the report. Name the office that "
            "can help, if there is one."
        ),
        error_messages={"required": _("Write the reason.")},
    )


class ReleaseForm(StepForm):
    reason = _text(
        rows=3,
        required=False,
        label=_("Why it is no spam"),
        help_text=_(
            "Only officers read it. The report goes to the units the rules name; every "
            "term counts from the day it came."
        ),
    )


class SpamForm(StepForm):
    reason = _text(
        rows=3,
        label=_("Why it is spam"),
        help_text=_(
            "Whoever has the code of the report reads it in its course. No e-mail is "
            "sent."
        ),
        error_messages={"required": _("Write why this is spam.")},
    )


class HoldForm(StepForm):
    reason = _text(
        rows=3,
        label=_("Why the data must be kept"),
        help_text=_(
            "Such as a lawsuit or a demand of an authority. Until the hold is lifted no "
            "rule deletes the personal data. The person does not read it."
        ),
        error_messages={"required": _("Write why the data must be kept.")},
    )


class LiftForm(StepForm):
    reason = _text(
        rows=3,
        label=_("Why the hold is lifted"),
        help_text=_("From then on the rules of retention count again."),
        error_messages={"required": _("Write why the hold is lifted.")},
    )


class ReopenForm(StepForm):
    spoken = "reason"
    reason = _text(
        label=_("Why the report is taken up again"),
        help_text=_(
            "It is sent as it stands here. Your unit has a new term; the first result "
            "stays in the course of the report."
        ),
        error_messages={"required": _("Write the reason.")},
    )


class KeepResultForm(StepForm):
    spoken = "reason"
    canned = AnswerFor.KEEP_RESULT
    reason = _text(
        label=_("Why the result stays"),
        help_text=_(
            "It is sent as it stands here. Say where else the person can turn."
        ),
        error_messages={"required": _("Write the reason.")},
    )


class JudgeForm(StepForm):
    verdict = forms.ChoiceField(
        label=_("Finding"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was found.")},
    )
    reason = _text(
        rows=3,
        label=_("On what it rests"),
        help_text=_(
            "The person reads it in the course of the report. A promotion with enough "
            "confirmed reports is suspended by itself."
        ),
        error_messages={"required": _("Write on what the finding rests.")},
    )


class UnlinkForm(StepForm):
    reason = _text(
        rows=3,
        label=_("Why the report is handled on its own again"),
        error_messages={"required": _("Write the reason.")},
    )
