"""Queues above a list of the admin: ``templates/admin/_queues.html`` shows them."""

from dataclasses import dataclass

from django.db.models import TextChoices


@dataclass(frozen=True)
class QueueLink:
    """One queue above the list; ``count`` is None where nobody counts.

    ``is_capped`` says that there may be more than was counted.
    """

    queue: TextChoices
    address: str
    is_chosen: bool
    count: int | None
    is_capped: bool = False
