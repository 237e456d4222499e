"""Following a report by a program, answering an office, and withdrawing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns import clock
from complaints import talking, workflow
from complaints.api.facts import CourseFacts
from complaints.api.proving import LookupFields, proven
from complaints.forms.reply import LONGEST
from complaints.models import Complaint
from complaints.timeline import timeline
from promotions.api.once import ONCE, once_of

TAGS = ["complaints"]


class Following(APIView):
    @extend_schema(
        summary=_("How a report stands, for whoever has its code and second factor"),
        tags=TAGS,
        request=LookupFields,
        responses=CourseFacts,
    )
    def post(self, request: Request) -> Response:
        return told(proven(request))


class ReplyFields(LookupFields):
    text = serializers.CharField(max_length=LONGEST)


class Reply(APIView):
    @extend_schema(
        summary=_(
            "Write to the offices that handle a report, or answer their question"
        ),
        tags=TAGS,
        parameters=[ONCE],
        request=ReplyFields,
        responses=CourseFacts,
    )
    def post(self, request: Request) -> Response:
        key = once_of(request)
        posted = ReplyFields(data=request.data)
        posted.is_valid(raise_exception=True)
        complaint = proven(request)
        text = posted.validated_data["text"]
        talking.reply(complaint, text=text, key=key, at=clock.now())
        return told(complaint)


class Withdrawal(APIView):
    @extend_schema(
        summary=_("Withdraw a report; it is closed"),
        tags=TAGS,
        request=LookupFields,
        responses=CourseFacts,
    )
    def post(self, request: Request) -> Response:
        complaint = proven(request)
        workflow.withdraw(complaint, by=None, at=clock.now())
        return told(complaint)


def told(complaint: Complaint) -> Response:
    """Return the course as it is now."""
    now: Any = Complaint.objects.select_related("category").get(pk=complaint.pk)
    is_due = now.is_open and now.paused_at is None
    now.result_due_on = now.due_on if is_due else None
    now.question = talking.open_question(now) if now.is_open else None
    now.offices = now.referrals.select_related("unit").order_by("pk")
    now.course = timeline(now)
    return Response(CourseFacts(now).data)
