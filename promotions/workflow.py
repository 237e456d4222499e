"""The life of a promotion at the portal: one table, and one verb for each arrow.

A notification has no permit, so the portal *receives* it (Decree 81/2018, Article
17); refusing means not listing it here. What is announced is never edited: a received
dossier can be sent back before it is published, and a published one only suspended.
Each verb runs in one transaction with its event and its notices.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from accounts.lifecycle import (
    Lifecycle,
    ReasonMissing,
    TransitionNotAllowed,
    actor_of,
)
from accounts.models import User
from promotions.enums import PromotionState as State, Severity
from promotions.law.finding import Finding, errors
from promotions.law.judging import check
from promotions.models import Promotion
from promotions.notices import tell_merchant, tell_trade_management
from promotions.price_history import lock_prices
from promotions.search import refresh_search

LIFE = Lifecycle(
    model=Promotion,
    table={
        State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
        State.SUBMITTED: frozenset(
            {State.NEEDS_CHANGES, State.RECEIVED, State.WITHDRAWN, State.REFUSED}
        ),
        State.NEEDS_CHANGES: frozenset(
            {State.SUBMITTED, State.WITHDRAWN, State.REFUSED}
        ),
        State.RECEIVED: frozenset(
            {State.NEEDS_CHANGES, State.PUBLISHED, State.WITHDRAWN, State.REFUSED}
        ),
        State.PUBLISHED: frozenset({State.SUSPENDED, State.ENDED}),
        State.SUSPENDED: frozenset({State.PUBLISHED, State.ENDED}),
        State.ENDED: frozenset(),
        State.WITHDRAWN: frozenset(),
        State.REFUSED: frozenset(),
    },
    needs_reason=frozenset({State.NEEDS_CHANGES, State.REFUSED, State.SUSPENDED}),
)


SENTENCES_TOLD = 5
CONFIRMABLE = frozenset({State.SUBMITTED, State.RECEIVED})


class LawRefuses(Exception):
    """Raised when a step would break the law; carries every finding, errors first."""

    def __init__(self, promotion: Promotion, findings: Sequence[Finding]) -> None:
        rules = sorted({finding.rule_id for finding in errors(findings)})
        super().__init__(
            f"Promotion {promotion.reference} breaks {', '.join(rules)}; "
            "it must be corrected first."
        )
        self.promotion = promotion
        self.findings = list(findings)

    @property
    def errors(self) -> list[Finding]:
        return errors(self.findings)

    @property
    def message(self) -> str:
        """The first sentences with their sources; a sheet may have thousands."""
        sentences = list(dict.fromkeys(map(_with_source, self.errors)))
        told = " ".join(sentences[:SENTENCES_TOLD])
        if len(sentences) <= SENTENCES_TOLD:
            return told
        more = len(sentences) - SENTENCES_TOLD
        text = ngettext(
            "%(told)s And %(count)s more point.",
            "%(told)s And %(count)s more points.",
            more,
        )
        return text % {"told": told, "count": more}


def submit(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Hand the dossier in, if the law has no error against it.

    Raises ``LawRefuses`` with all findings. The rules that warned are kept with the
    event, so it stays visible what the officer was told at the time.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        findings = _judge(locked, State.SUBMITTED, at=at)
        refresh_search(locked)
        submitted = LIFE.move(
            locked,
            State.SUBMITTED,
            verb="submit",
            by=by,
            at=at,
            actor=_in_the_name_of(locked, by),
            facts={"findings": dict(Counter(f.rule_id for f in findings))},
            changes={"submitted_at": at, "warning_count": _warnings(findings)},
        )
        tell_merchant(submitted, "submitted")
        tell_trade_management(submitted, "to_review")
    return submitted


def ask_for_changes(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Send the dossier back to the merchant, who may edit and submit it again."""
    with transaction.atomic():
        returned = LIFE.move(
            promotion,
            State.NEEDS_CHANGES,
            verb="ask_for_changes",
            by=by,
            at=at,
            reason=reason,
        )
        tell_merchant(returned, "changes_asked")
    return returned


def receive(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    with transaction.atomic():
        received = LIFE.move(
            promotion,
            State.RECEIVED,
            verb="receive",
            by=by,
            at=at,
            changes={"received_at": at},
        )
        tell_merchant(received, "received")
    return received


def publish(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Show the promotion in the public register, if the law has no error against it.

    The law is asked again: a game of chance must have been confirmed by now (KM-22).
    Its prices are locked, so that nobody can say later that they were others.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if locked.state == State.RECEIVED:
            _judge(locked, State.PUBLISHED, at=at)
        published = _move_from(
            locked,
            State.RECEIVED,
            State.PUBLISHED,
            verb="publish",
            by=by,
            at=at,
            changes={"published_at": at},
        )
        lock_prices(published, at=at)
        tell_merchant(published, "published")
    return published


def withdraw(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str = ""
) -> Promotion:
    """Take the dossier back before it is announced; a draft needs no reason."""
    with transaction.atomic():
        withdrawn = LIFE.move(
            promotion,
            State.WITHDRAWN,
            verb="withdraw",
            by=by,
            at=at,
            reason=reason,
            actor=_in_the_name_of(promotion, by),
            changes={"closed_at": at},
        )
        if withdrawn.submitted_at is not None:
            tell_merchant(withdrawn, "withdrawn")
            tell_trade_management(withdrawn, "withdrawn_for_division")
    return withdrawn


def refuse(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Do not list the promotion at the portal; this is no legal refusal."""
    with transaction.atomic():
        refused = LIFE.move(
            promotion,
            State.REFUSED,
            verb="refuse",
            by=by,
            at=at,
            reason=reason,
            changes={"closed_at": at},
        )
        tell_merchant(refused, "refused")
    return refused


def suspend(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Mark a published promotion as suspended; its page stays and says so."""
    with transaction.atomic():
        suspended = LIFE.move(
            promotion, State.SUSPENDED, verb="suspend", by=by, at=at, reason=reason
        )
        tell_merchant(suspended, "suspended")
    return suspended


def resume(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Lift a suspension, for a reason that stands in the history."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        resumed = _move_from(
            promotion,
            State.SUSPENDED,
            State.PUBLISHED,
            verb="resume",
            by=by,
            at=at,
            reason=reason,
        )
        tell_merchant(resumed, "resumed")
    return resumed


def end(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Close a promotion whose time is over; nobody needs a mail for that."""
    return LIFE.move(
        promotion, State.ENDED, verb="end", by=by, at=at, changes={"closed_at": at}
    )


def record_confirmation(
    promotion: Promotion,
    *,
    confirmation_ref: str,
    confirmed_on: date,
    by: User | None,
    at: datetime,
) -> Promotion:
    """Note the paper that confirms a registration, before the promotion is published.

    The state stays; the event says who noted what. Legal source: Decree 81/2018/NĐ-CP,
    Article 19, form 04.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if locked.state not in CONFIRMABLE:
            raise TransitionNotAllowed(locked, locked.state, locked.state)
        locked.confirmation_ref = confirmation_ref
        locked.confirmed_on = confirmed_on
        locked.save(update_fields=["confirmation_ref", "confirmed_on"])
        locked.events.create(
            verb="record_confirmation",
            from_state=locked.state,
            to_state=locked.state,
            by=by,
            actor=actor_of(by),
            facts={
                "confirmation_ref": confirmation_ref,
                "confirmed_on": confirmed_on.isoformat(),
            },
            happened_at=at,
        )
    return locked


def _with_source(finding: Finding) -> str:
    if not finding.source:
        return finding.message
    return f"{finding.message} ({finding.source})"


def _judge(locked: Promotion, to_state: State, *, at: datetime) -> list[Finding]:
    """Return the findings of a step the table allows; raise if one is an error."""
    if not LIFE.allows(locked.state, to_state):
        return []
    findings = check(locked, at=at, is_publication=to_state == State.PUBLISHED)
    if errors(findings):
        raise LawRefuses(locked, findings)
    return findings


def _move_from(
    promotion: Promotion, from_state: State, to_state: State, **facts: Any
) -> Promotion:
    """Move along one arrow only, where two arrows of the table meet in one state."""
    locked = LIFE.lock(promotion)
    if locked.state != from_state:
        raise TransitionNotAllowed(locked, locked.state, to_state)
    return LIFE.move(locked, to_state, **facts)


def _warnings(findings: Sequence[Finding]) -> int:
    return sum(finding.severity == Severity.WARNING for finding in findings)


def _in_the_name_of(promotion: Promotion, by: User | None) -> str:
    """Return the merchant's name for its people; a unit's officer acts as the unit."""
    return promotion.merchant.name if by is not None and by.unit is None else ""
