"""Files sent piece by piece ahead of a report, by the handle they are given."""

import re
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as __, gettext_lazy as _

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.client_address import client_address
from campaigns import clock
from complaints.api.facts import CourseFacts
from complaints.api.following import TAGS, told
from complaints.api.proving import LookupFields, proven
from complaints.api.reading import handles_field
from complaints.evidence import uploads
from complaints.evidence.adding import add_evidence
from complaints.evidence.attaching import refuse_too_often
from complaints.evidence.trouble import EvidenceRefused, UploadGone
from complaints.models import Upload
from complaints.models.evidence import FILENAME_CHARACTERS
from promotions.api.once import ONCE, once_of

MOST_BYTES = 2**31 - 1
OFFSET_HEADER = "Upload-Offset"
OFFSET = OpenApiParameter(
    OFFSET_HEADER,
    {"type": "integer", "minimum": 0},
    OpenApiParameter.HEADER,
    required=True,
    description=_("How many bytes of the file have arrived before this piece."),
)


class Piece(BaseParser):
    """The bytes of one piece, bounded."""

    media_type = "application/octet-stream"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = stream.read(most + 1)
        if len(content) > most:
            raise RequestDataTooBig
        return content


class NewFile(serializers.Serializer[Any]):
    """``type`` is the media type, ``sha256`` the hash of the whole file in hex."""

    filename = serializers.CharField(max_length=FILENAME_CHARACTERS)
    type = serializers.CharField(max_length=100, allow_blank=True, default="")
    size_bytes = serializers.IntegerField(min_value=1, max_value=MOST_BYTES)
    sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")


class UploadFacts(serializers.ModelSerializer[Upload]):
    handle = serializers.CharField(source="token")
    is_whole = serializers.SerializerMethodField()

    class Meta:
        model = Upload
        fields = ("handle", "received_bytes", "size_bytes", "is_whole")

    def get_is_whole(self, upload: Upload) -> bool:
        return upload.completed_at is not None


class FileList(APIView):
    @extend_schema(
        summary=_("Announce a file; its pieces follow"),
        tags=TAGS,
        request=NewFile,
        responses={201: UploadFacts},
    )
    def post(self, request: Request) -> Response:
        posted = NewFile(data=request.data)
        posted.is_valid(raise_exception=True)
        given = posted.validated_data
        refuse_too_often(client_address(request._request), real_now=timezone.now())
        upload = uploads.begin(
            filename=given["filename"],
            declared=given["type"],
            size=given["size_bytes"],
            sha256=given["sha256"],
            at=clock.now(),
        )
        return Response(UploadFacts(upload).data, status=201)


class FileDetail(APIView):
    """Whoever has the handle sent the file; it opens nothing."""

    is_private = True
    parser_classes = [Piece]

    @extend_schema(
        summary=_("How much of a file has arrived"), tags=TAGS, responses=UploadFacts
    )
    def get(self, request: Request, handle: str) -> Response:
        found = uploads.find(handle)
        if found is None:
            raise Http404
        return Response(UploadFacts(found).data)

    @extend_schema(
        summary=_("Send the piece that follows"),
        tags=TAGS,
        parameters=[OFFSET],
        request={Piece.media_type: OpenApiTypes.BINARY},
        responses=UploadFacts,
    )
    def patch(self, request: Request, handle: str) -> Response:
        offset = _offset(request)
        sent: Any = request.data
        piece = sent if isinstance(sent, bytes) else b""
        try:
            upload = uploads.append(
                handle, offset=offset, pieces=[piece], at=clock.now()
            )
        except UploadGone as gone:
            raise Http404 from gone
        return Response(UploadFacts(upload).data)


class MoreFields(LookupFields):
    evidence = handles_field(min_length=1)


class MoreEvidence(APIView):
    @extend_schema(
        summary=_("Add files to a report that is open"),
        tags=TAGS,
        parameters=[ONCE],
        request=MoreFields,
        responses=CourseFacts,
    )
    def post(self, request: Request) -> Response:
        key = once_of(request)
        posted = MoreFields(data=request.data)
        posted.is_valid(raise_exception=True)
        complaint = proven(request)
        try:
            whole = uploads.whole(posted.validated_data["evidence"])
            add_evidence(complaint, whole, key=key, at=clock.now())
        except EvidenceRefused as refused:
            raise ValidationError({"evidence": [refused.message]}) from refused
        return told(complaint)


def _offset(request: Request) -> int:
    text = request.headers.get(OFFSET_HEADER, "")
    if not re.fullmatch(r"[0-9]{1,10}", text):
        sentence = __("Send a whole number in the header “%(name)s”.")
        raise ValidationError({OFFSET_HEADER: [sentence % {"name": OFFSET_HEADER}]})
    return int(text)
