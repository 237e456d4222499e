from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.private_page import private_page
from campaigns.clock import now
from complaints.codes import tracking_address, tracking_qr
from complaints.models import Complaint
from complaints.tracking import is_receipt_shown, read_receipt_token

GONE = 410


@login_not_required
@private_page
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the code and what happens next; nothing that names anybody."""
    code = read_receipt_token(token)
    if code is None:
        raise Http404
    complaint = get_object_or_404(Complaint, code=code)
    if not is_receipt_shown(complaint, at=now()):
        return render(request, "complaints/complaint_receipt_gone.html", status=GONE)
    context = {
        "complaint": complaint,
        "referrals": complaint.referrals.select_related("unit").order_by("pk"),
        "address": tracking_address(code),
        "qr": tracking_qr(code),
    }
    return render(request, "complaints/complaint_receipt.html", context)
