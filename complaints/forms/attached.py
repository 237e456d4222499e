"""The files of a posted form, as the domain knows them."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.client_address import client_address
from campaigns.clock import now
from complaints.evidence.attaching import Attached, attach


def attached_to(request: HttpRequest) -> Attached:
    """Return the files of a posted form, without those whose box was ticked away."""
    dropped = set(request.POST.getlist("drop"))
    return attach(
        [h for h in request.POST.getlist("uploads") if h not in dropped],
        request.FILES.getlist("evidence"),
        address=client_address(request),
        at=now(),
        real_now=timezone.now(),
    )
