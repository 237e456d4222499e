"""Files sent piece by piece ahead of their form, so that a lost line costs one piece."""

import re
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.client_address import client_address
from accounts.private_page import private_page
from campaigns.clock import now
from complaints.evidence import uploads
from complaints.evidence.attaching import refuse_too_often
from complaints.evidence.trouble import EvidenceRefused, UploadGone
from complaints.models import Upload

SHA256 = re.compile(r"[0-9a-f]{64}")


@login_not_required
@private_page
@require_POST
def begin_upload(request: HttpRequest) -> HttpResponse:
    """Make room for one file and answer with its handle."""
    size, sha256 = request.POST.get("size", ""), request.POST.get("sha256", "")
    if not size.isdecimal() or not SHA256.fullmatch(sha256):
        return _refused(uploads.gone())
    try:
        refuse_too_often(client_address(request), real_now=timezone.now())
        upload = uploads.begin(
            filename=request.POST.get("filename", ""),
            declared=request.POST.get("type", ""),
            size=int(size),
            sha256=sha256,
            at=now(),
        )
    except EvidenceRefused as refused:
        return _refused(refused.message)
    return _told(upload, status=HTTPStatus.CREATED)


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "PATCH"])
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """Say how far a file has come, or take the piece that follows."""
    if request.method != "PATCH":
        found = uploads.find(token)
        return _refused(uploads.gone(), gone=True) if found is None else _told(found)
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal():
        return _refused(uploads.gone())
    try:
        done = uploads.append(
            token, offset=int(offset), pieces=[request.body], at=now()
        )
    except uploads.WrongOffset as wrong:
        return _told(wrong.upload, status=HTTPStatus.CONFLICT)
    except UploadGone as gone:
        return _refused(gone.message, gone=True)
    except EvidenceRefused as refused:
        return _refused(refused.message)
    return _told(done)


def _told(upload: Upload, status: HTTPStatus = HTTPStatus.OK) -> JsonResponse:
    answer = {
        "token": upload.token,
        "offset": upload.received_bytes,
        "is_whole": upload.completed_at is not None,
    }
    return JsonResponse(answer, status=status)


def _refused(problem: str, *, gone: bool = False) -> JsonResponse:
    status = HTTPStatus.NOT_FOUND if gone else HTTPStatus.UNPROCESSABLE_ENTITY
    return JsonResponse({"problem": problem}, status=status)
