from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.private_page import private_page
from campaigns.clock import now
from complaints.codes import tracking_address, tracking_qr
from complaints.guides import guide_of
from complaints.lookup_limit import Limit
from complaints.models import Complaint
from complaints.receipts.paper import rendered
from complaints.receipts.sealing import receipt_of
from complaints.retention.refusals import AlreadyBuried
from complaints.tracking import is_granted, is_receipt_shown, read_receipt_token
from complaints.views.thread import redirect_to_lookup
from documents.attachment import PDF, attachment

GONE, TOO_MANY = 410, 429
# Each takes the server a moment; nobody needs more of the same file.
PAPERS = Limit("receipt-paper", tries=20, window=timedelta(hours=1))


@login_not_required
@private_page
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the code and what happens next; nothing that names anybody."""
    complaint = _filed(token)
    if not is_receipt_shown(complaint, at=now()):
        return _gone(request)
    guide = guide_of(complaint.category.code)
    context = {
        "complaint": complaint,
        "answers": guide.in_words(complaint.answers, names_nobody=True),
        "exits": guide.exits_opened_by(complaint.answers),
        "referrals": complaint.referrals.select_related("unit").order_by("pk"),
        "address": tracking_address(complaint.code),
        "qr": tracking_qr(complaint.code),
        "token": token,
    }
    return render(request, "complaints/complaint_receipt.html", context)


@login_not_required
@private_page
@require_safe
def paper_after_filing(request: HttpRequest, token: str) -> HttpResponse:
    """Give the signed receipt for as long as the page after filing opens."""
    complaint = _filed(token)
    if not is_receipt_shown(complaint, at=now()):
        return _gone(request)
    return _paper(request, complaint)


@login_not_required
@private_page
@require_safe
def paper_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Give it to the browser that proved to be the sender's."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    return _paper(request, get_object_or_404(Complaint, code=code))


def _filed(token: str) -> Complaint:
    code = read_receipt_token(token)
    if code is None:
        raise Http404
    return get_object_or_404(Complaint, code=code)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "complaints/complaint_receipt_gone.html", status=GONE)


def _paper(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    if PAPERS.blocked_until(complaint.code, at=timezone.now()) is not None:
        return render(request, "429.html", status=TOO_MANY)
    try:
        sealed = receipt_of(complaint, at=now())
    except AlreadyBuried:  # as for a code nobody ever had
        raise Http404 from None
    content = rendered(sealed)
    return attachment(content, filename="giay-bien-nhan-phan-anh.pdf", kind=PDF)
