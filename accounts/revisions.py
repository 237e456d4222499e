"""How a record that officers keep came to read as it does, and who changed it."""

from typing import Any

from django.db.models import Model

from accounts.models import User


def revisions_of(record: Model) -> list[tuple[Any, User | None]]:
    """Return the kept versions of a record, oldest first, each with its person."""
    revisions: Any = record.revisions  # type: ignore[attr-defined]
    kept = list(revisions.select_related("pgh_context").order_by("pgh_id"))
    people = User.objects.in_bulk({by for row in kept if (by := _user_id(row))})
    return [(row, people.get(_user_id(row) or 0)) for row in kept]


def _user_id(revision: Any) -> int | None:
    """Return who was logged in when the row changed; nobody where the portal did."""
    context = revision.pgh_context
    found: int | None = context.metadata.get("user") if context else None
    return found
