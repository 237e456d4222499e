"""What time does to requests to sellers: late answers, and promises whose day is over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

import structlog

from complaints import notices, one_time
from complaints.enums import LinkPurpose
from complaints.models import SellerRequest
from complaints.workflow import COMPLAINT

CHECK_LASTS = timedelta(days=30)

log = structlog.get_logger(__name__)


def tell_late_sellers(*, at: datetime) -> None:
    """Tell the unit that asked, once, that the seller's seven days are over."""
    late = SellerRequest.objects.overdue(at=at).filter(
        due_at__gt=at - CHECK_LASTS, complaint__closed_at__isnull=True
    )
    for request in late.select_related("unit", "complaint").order_by("pk"):
        with transaction.atomic():
            notices.tell_seller_late(request)


def check_promises(*, at: datetime) -> int:
    """Ask each complainant whether a promise was kept, after its day is over."""
    due = SellerRequest.objects.to_be_checked(today=timezone.localdate(at))
    count = sum(
        _check(request, at=at)
        for request in due.select_related("complaint").order_by("pk")
    )
    if count:
        log.info("promises_checked", count=count)
    return count


@transaction.atomic
def _check(request: SellerRequest, *, at: datetime) -> bool:
    complaint = COMPLAINT.lock(request.complaint)
    locked = SellerRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.checked_at is not None:
        return False
    locked.checked_at = at
    if complaint.email:
        link, address = one_time.make(
            LinkPurpose.PROMISE, complaint, at=at, expires_at=at + CHECK_LASTS
        )
        locked.check_link = link
        notices.ask_whether_kept(locked, address)
    locked.save(update_fields=["checked_at", "check_link"])
    return True
