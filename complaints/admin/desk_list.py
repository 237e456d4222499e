"""The list of a unit's parts with its queues: how many stand in each."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from accounts.admin_queues import QueueLink
from accounts.models import User
from campaigns.clock import now
from complaints.admin.lists import QueueFilter, UnitFilter
from complaints.admin.paging import COUNTED_UP_TO
from complaints.enums import Queue
from complaints.queues import count_queues, queues_of

TERM, WHOSE = QueueFilter.parameter_name, UnitFilter.parameter_name
ADDRESS = {
    Queue.MINE: {WHOSE: UnitFilter.MINE},
    Queue.UNIT: {},
    Queue.UNASSIGNED: {WHOSE: UnitFilter.UNASSIGNED},
    Queue.DUE_SOON: {TERM: QueueFilter.DUE_SOON},
    Queue.OVERDUE: {TERM: QueueFilter.OVERDUE},
}


class DeskList(ChangeList):
    queues: list[QueueLink]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        assert isinstance(request.user, User)
        found = queues_of(request.user, at=now())
        counts = count_queues(request.user, found, most=COUNTED_UP_TO)
        asked = {
            name: self.params[name] for name in (TERM, WHOSE) if name in self.params
        }
        self.queues = [
            QueueLink(
                queue=queue,
                address=self.get_query_string(ADDRESS[queue], ["p", TERM, WHOSE]),
                is_chosen=_first(asked) == ADDRESS[queue],
                count=counts[queue],
                is_capped=counts[queue] == COUNTED_UP_TO,
            )
            for queue in Queue
        ]


def _first(asked: dict[str, Any]) -> dict[str, str]:
    return {n: v[-1] if isinstance(v, list) else v for n, v in asked.items()}
