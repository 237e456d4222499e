"""What a program is told of a report: what the page shows, nothing that names anybody."""

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from complaints.codes import tracking_address
from complaints.enums import ComplaintKind, ComplaintState, ReferralRole, ReferralState
from complaints.guides import guide_of
from complaints.models import Category, Complaint, Evidence, Referral
from complaints.questions import Kind, Question


class ChoiceFacts(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class AskedFacts(serializers.Serializer[Any]):
    """One question; ``choices`` where the answer is one of the codes it lists."""

    code = serializers.CharField()
    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=[k.value for k in Kind], source="kind.value")
    is_required = serializers.BooleanField()
    choices = serializers.SerializerMethodField()

    @extend_schema_field(ChoiceFacts(many=True))
    def get_choices(self, question: Question) -> list[dict[str, str]]:
        return [
            {"code": code, "text": str(words)}
            for code, words in question.choices.items()
        ]


class ExitFacts(serializers.Serializer[Any]):
    """Who else may have to be told; the report may be sent in any case."""

    when = serializers.CharField()
    where = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)


class CategoryFacts(serializers.ModelSerializer[Category]):
    name = serializers.CharField(source="label")
    explanation = serializers.CharField(allow_blank=True)
    questions = serializers.SerializerMethodField()
    evidence = serializers.SerializerMethodField()
    exits = serializers.SerializerMethodField()

    class Meta:
        model = Category
        fields = ("code", "name", "explanation", "questions", "evidence", "exits")

    @extend_schema_field(AskedFacts(many=True))
    def get_questions(self, category: Category) -> Any:
        return AskedFacts(guide_of(category.code).questions, many=True).data

    def get_evidence(self, category: Category) -> str:
        return str(guide_of(category.code).evidence or "")

    @extend_schema_field(ExitFacts(many=True))
    def get_exits(self, category: Category) -> Any:
        return ExitFacts(guide_of(category.code).exits, many=True).data


class ConsentFacts(serializers.Serializer[Any]):
    """The two questions in the words that are asked, and which version they are."""

    version = serializers.CharField()
    may_handle = serializers.CharField()
    may_share_with_seller = serializers.CharField()


class ReceiptFacts(serializers.Serializer[Complaint]):
    """The same for every report, whoever reads it next."""

    code = serializers.CharField()
    received_at = serializers.DateTimeField()
    due_on = serializers.DateField()
    can_be_followed = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    def get_can_be_followed(self, complaint: Complaint) -> bool:
        return not complaint.is_anonymous

    def get_page(self, complaint: Complaint) -> str:
        return tracking_address(complaint.code)


class EntryFacts(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=["ok", "wait", "bad", "info"])


class OfficeFacts(serializers.Serializer[Referral]):
    """One office that has the report; ``answer_due_on`` while it owes an answer."""

    office = serializers.CharField(source="unit.name")
    role = serializers.ChoiceField(choices=ReferralRole.choices)
    state = serializers.ChoiceField(choices=ReferralState.choices)
    reason = serializers.CharField()
    is_waiting_for_you = serializers.SerializerMethodField()
    answer_due_on = serializers.SerializerMethodField()

    def get_is_waiting_for_you(self, part: Referral) -> bool:
        return part.is_open and part.is_paused

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_answer_due_on(self, part: Referral) -> date | None:
        return part.due_on if part.is_open and not part.is_paused else None


class QuestionFacts(serializers.Serializer[Any]):
    office = serializers.CharField(source="unit.name")
    text = serializers.CharField()
    asked_at = serializers.DateTimeField(source="sent_at")


class FileFacts(serializers.ModelSerializer[Evidence]):
    class Meta:
        model = Evidence
        fields = ("filename", "size_bytes", "stored_at")


class CourseFacts(serializers.Serializer[Any]):
    """How a report stands, as the page tells it to whoever sent it."""

    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=ComplaintKind.choices)
    category = serializers.CharField(source="category.code")
    state = serializers.ChoiceField(choices=ComplaintState.choices)
    is_open = serializers.BooleanField()
    received_at = serializers.DateTimeField()
    result_due_on = serializers.DateField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(allow_blank=True)
    question = QuestionFacts(allow_null=True)
    offices = OfficeFacts(many=True)
    course = EntryFacts(many=True)
    evidence = FileFacts(many=True)
