"""The list of dossiers with its queues: how many stand in each, and when they are due."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.admin_queues import QueueLink
from accounts.models import User
from accounts.permissions import Person
from campaigns.clock import now
from promotions.enums import Queue
from promotions.models import Promotion
from promotions.models.promotion import PromotionQuerySet
from promotions.permissions import may_review
from promotions.queues import book_of, conditions, count_queues, due_on

QUEUE = "viec"
STATE = "state__exact"
OF_ANY_QUEUE = frozenset({STATE, "bo-sung", "bao-cao-ket-qua"})
"""Filters that ask for a state of their own."""


def queues_of(user: Person) -> list[Queue]:
    """Return the queues a person is offered; only reviewers handle dossiers."""
    if may_review(user):
        return list(Queue)
    return [q for q in Queue if q not in {Queue.MINE, Queue.UNASSIGNED}]


def chosen_queue(request: HttpRequest) -> Queue:
    """Return the queue asked for; a reviewer who asks for nothing has work to do."""
    asked = request.GET.get(QUEUE, "")
    if asked in queues_of(request.user):
        return Queue(asked)
    to_do = may_review(request.user) and OF_ANY_QUEUE.isdisjoint(request.GET)
    return Queue.TO_DO if to_do else Queue.ALL


class DossierList(ChangeList):
    """The admin's list, narrowed to the queue; the law book is opened once for it."""

    queues: list[QueueLink]

    def __init__(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        assert isinstance(request.user, User)
        self.chosen = chosen_queue(request)
        self.book = book_of(now())
        self.wanted = conditions(request.user, book=self.book)
        super().__init__(request, *arguments, **named)

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        found: dict[str, Any] = super().get_filters_params(params)
        found.pop(QUEUE, None)
        return found

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> QuerySet[Promotion]:
        found: QuerySet[Promotion] = super().get_queryset(request, exclude_parameters)
        return found.filter(self.wanted.get(self.chosen, Q()))

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        for promotion in self.result_list:
            promotion.due_on = due_on(promotion, book=self.book)
        self.queues = self._links(request)

    def _links(self, request: HttpRequest) -> list[QueueLink]:
        """Count over what the person may see, whatever else is asked for."""
        offered = queues_of(request.user)
        wanted = {queue: q for queue, q in self.wanted.items() if queue in offered}
        visible = self.model_admin.get_queryset(request)
        assert isinstance(visible, PromotionQuerySet)
        counts = count_queues(visible.order_by(), wanted)
        return [
            QueueLink(
                queue=queue,
                address=self.get_query_string(
                    {QUEUE: queue.value}, ["p", *OF_ANY_QUEUE]
                ),
                is_chosen=queue == self.chosen,
                count=counts.get(queue),
            )
            for queue in offered
        ]
