"""The one mechanism by which a record changes state and leaves an event.

An app's ``workflow.py`` holds one ``Lifecycle`` (its table of allowed arrows) and
verbs. A verb opens a transaction, calls ``move`` — which locks the row, checks the
table, saves and appends the event — and enqueues the notices of that event. No
other code assigns ``state``; a test greps for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User

R = TypeVar("R", bound=models.Model)

SYSTEM = "portal"
PUBLIC = "public"


class TransitionNotAllowed(Exception):
    """Raised when a record cannot go from its state to the wanted one."""

    def __init__(self, record: models.Model, from_state: str, to_state: str) -> None:
        super().__init__(
            f"{record._meta.label} {record.pk} is {from_state!r}; "
            f"it cannot become {to_state!r}."
        )
        self.record = record
        self.from_state = from_state
        self.to_state = to_state

    @property
    def message(self) -> str:
        """A sentence for the person who lost the race or clicked twice."""
        state: Any = self.record.get_state_display()  # type: ignore[attr-defined]
        assert isinstance(state, (str, Promise))
        return _(
            "Somebody may have changed this in the meantime: it is now "
            "“%(state)s”. Reload the page to see what can be done."
        ) % {"state": state}


class ReasonMissing(Exception):
    """Raised when a step that must be explained comes without a reason."""

    message = property(
        lambda self: _("Write the reason: the person concerned will read it.")
    )


class _HasEvents(Protocol):
    events: Any
    state: str


@dataclass(frozen=True)
class Lifecycle(Generic[R]):
    """The allowed arrows of one model, and how a row goes along one.

    ``table`` maps each state to the states that may follow. ``needs_reason`` names
    the states that may only be entered with a reason.
    """

    model: type[R]
    table: Mapping[str, frozenset[str]]
    needs_reason: frozenset[str] = frozenset()

    def allows(self, from_state: str, to_state: str) -> bool:
        return to_state in self.table[from_state]

    def lock(self, record: R) -> R:
        """Return the row as it is now, locked until the transaction ends."""
        manager: models.Manager[R] = self.model._default_manager
        return manager.select_for_update(of=("self",)).get(pk=record.pk)

    def move(
        self,
        record: R,
        to_state: str,
        *,
        verb: str,
        by: User | None,
        at: datetime,
        reason: str = "",
        actor: str = "",
        facts: Mapping[str, Any] | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> R:
        """Lock, check, save and append the event; return the fresh record.

        ``changes`` are further fields saved with the state, so that constraints that
        tie a state to its dates hold. ``actor`` defaults to the unit of ``by``, or
        to the portal itself. Raises ``TransitionNotAllowed`` or ``ReasonMissing``;
        then nothing has changed. Of two that move at once the second sees the new
        state and loses.
        """
        with transaction.atomic():
            locked = self.lock(record)
            row: _HasEvents = locked  # type: ignore[assignment]
            from_state = str(row.state)
            if not self.allows(from_state, to_state):
                raise TransitionNotAllowed(locked, from_state, to_state)
            if to_state in self.needs_reason and not reason.strip():
                raise ReasonMissing
            row.state = to_state
            for name, value in (changes or {}).items():
                setattr(locked, name, value)
            locked.save(update_fields=["state", *(changes or {})])
            row.events.create(
                verb=verb,
                from_state=from_state,
                to_state=to_state,
                reason=reason.strip(),
                by=by,
                actor=actor or actor_of(by),
                facts=dict(facts or {}),
                happened_at=at,
            )
        return locked


def record_first(
    record: models.Model,
    *,
    verb: str,
    by: User | None,
    at: datetime,
    actor: str = "",
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Append the event of a record just created: it came from nowhere."""
    first_event(record, verb=verb, by=by, at=at, actor=actor, facts=facts).save(
        force_insert=True
    )


def first_event(
    record: models.Model,
    *,
    verb: str,
    by: User | None,
    at: datetime,
    actor: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Any:
    """Return that event, for who creates many records and stores all at once."""
    row: _HasEvents = record  # type: ignore[assignment]
    return row.events.model(
        record=record,
        verb=verb,
        from_state="",
        to_state=row.state,
        by=by,
        actor=actor or actor_of(by),
        facts=dict(facts or {}),
        happened_at=at,
    )


def record_step(
    record: models.Model,
    *,
    verb: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    actor: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Any:
    """Append and return the event of a step that leaves the state as it is.

    The caller holds the lock where the state could change in the meantime.
    """
    row: _HasEvents = record  # type: ignore[assignment]
    return row.events.create(
        verb=verb,
        from_state=row.state,
        to_state=row.state,
        reason=reason.strip(),
        by=by,
        actor=actor or actor_of(by),
        facts=dict(facts or {}),
        happened_at=at,
    )


def actor_of(by: User | None) -> str:
    """Return in whose name a person acts: the unit's, their own, or the portal's."""
    if by is None:
        return SYSTEM
    return by.unit.name if by.unit is not None else "merchant"
