"""The queues in which an officer finds the reports that wait for an answer.

A queue is a condition on the parts of the officer's own unit, so one query counts them
all, each only as far as anybody needs to know.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import IntegerField, Subquery

from accounts.models import User
from complaints.deadlines import soon_before
from complaints.enums import Queue
from complaints.models import Referral
from complaints.models.referral import ReferralQuerySet


class _Count(Subquery):
    """How many rows a query has, as a value in another query."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def queues_of(user: User, *, at: datetime) -> dict[Queue, ReferralQuerySet]:
    """Return what stands in each queue of one officer."""
    of_unit = Referral.objects.all().of_unit_of(user).open().asked()
    return {
        Queue.MINE: of_unit.handled_by(user),
        Queue.UNIT: of_unit,
        Queue.UNASSIGNED: of_unit.unassigned(),
        Queue.DUE_SOON: of_unit.due_soon(at=at, until=soon_before(at)),
        Queue.OVERDUE: of_unit.overdue(at=at),
    }


def count_queues(
    user: User, queues: Mapping[Queue, ReferralQuerySet], *, most: int
) -> dict[Queue, int]:
    """Count each queue up to ``most``; one query."""
    counts = {
        queue.name: _Count(found.order_by().values("pk")[:most])
        for queue, found in queues.items()
    }
    own = User.objects.filter(pk=user.pk).annotate(**counts)
    row = own.values_list(*counts).get()
    return dict(zip(queues, row, strict=True))
