"""Requests about personal data that were not decided in time: the head is told, once."""

from datetime import datetime

from django.db import transaction

import structlog

from complaints.models import SubjectRequest
from complaints.rights import telling

log = structlog.get_logger(__name__)


def tell_heads(*, at: datetime) -> int:
    """Tell of each overdue request; return of how many."""
    late = SubjectRequest.objects.overdue(at=at).filter(late_told_at__isnull=True)
    numbers = list(late.values_list("pk", flat=True))
    count = sum(_tell(number, at=at) for number in numbers)
    if count:
        log.warning("subject_requests_late", count=count)
    return count


@transaction.atomic
def _tell(number: int, *, at: datetime) -> bool:
    """Tell unless it was decided or told meanwhile."""
    late = SubjectRequest.objects.overdue(at=at).filter(late_told_at__isnull=True)
    row = late.select_for_update(of=("self",), skip_locked=True).filter(pk=number)
    for request in row:
        request.late_told_at = at
        request.save(update_fields=["late_told_at"])
        telling.tell_late(request)
        return True
    return False
