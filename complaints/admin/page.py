"""What the page of one complaint shows beside its facts, to this officer."""

from dataclasses import replace
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from accounts.models import User
from accounts.permissions import is_of_trade_management
from campaigns.clock import now
from complaints import recovery, showing
from complaints.admin.facts import SHOW_STEP
from complaints.admin.retention_facts import retention_of
from complaints.admin.steps import open_steps
from complaints.duplicates import suggest
from complaints.hints import hints
from complaints.masking import mask_sender
from complaints.models import (
    Complaint,
    Evidence,
    Mediation,
    Note,
    Quarantine,
    Referral,
    ReferralEvent,
)
from complaints.permissions import may_link, may_see_contact
from complaints.spam.words import signs_in_words
from complaints.timeline import INSIDE_A_UNIT, Entry, timeline

SHOWN = 50


def read_parts(complaint: Complaint) -> None:
    """Read the parts once; every question who may do what asks for them again."""
    of_units = Referral.objects.select_related("unit", "assignee").order_by("pk")
    prefetch_related_objects([complaint], Prefetch("referrals", of_units))


def page_of(user: User, complaint: Complaint) -> dict[str, Any]:
    """Return every unit's part, the course, notes, and what can be done now."""
    parts = list(complaint.referrals.all())
    notes = Note.objects.visible_to(user).filter(complaint=complaint)
    seen = Complaint.objects.visible_to(user)
    running = showing.showing_for(user, complaint, at=now())
    return {
        "at": now(),
        "showing": running,
        "is_shown": running is not None,
        "parts": parts,
        "hints": hints(complaint, by=user, at=now()),
        "own_part": part_of(user, parts),
        "sees_handlers": is_of_trade_management(user),
        "handovers": _handovers(part_of(user, parts)),
        "next_part": _next_part(user, complaint),
        "quarantine": _set_aside(user, complaint),
        "evidence": _evidence(user, complaint),
        "entries": _course(user, complaint, is_shown=running is not None),
        "may_see_contact": may_see_contact(user, complaint),
        "mediations": Mediation.objects.visible_to(user).filter(complaint=complaint),
        "consents": complaint.consents.all(),
        "opinions": complaint.feedback.all(),
        "lead": seen.filter(followers=complaint).first(),
        "followers": seen.filter(lead_case=complaint).order_by("pk")[:SHOWN],
        "suggestions": (
            suggest(complaint, by=user) if may_link(user, complaint) else []
        ),
        "requests": complaint.seller_requests.select_related("unit"),
        "notes": notes.select_related("unit", "written_by"),
        "retention": retention_of(user, complaint),
        "steps": [
            step
            for step in open_steps(user, complaint, part_of(user, parts))
            if running is None or step.code != SHOW_STEP
        ],
    }


def _set_aside(user: User, complaint: Complaint) -> dict[str, Any] | None:
    """Return why the report was set aside, for those who decide about it."""
    kept = Quarantine.objects.visible_to(user).filter(complaint=complaint).first()
    return {"kept": kept, "signs": signs_in_words(kept.signs)} if kept else None


def part_of(user: User, parts: list[Referral]) -> Referral | None:
    return next((part for part in parts if part.unit_id == user.unit_id), None)


def _handovers(own: Referral | None) -> list[ReferralEvent]:
    """Return who took or was given the part of this officer's unit, and why."""
    if own is None:
        return []
    inside = own.events.filter(verb__in=INSIDE_A_UNIT).select_related("by")
    return list(inside.order_by("happened_at", "pk"))


def _next_part(user: User, complaint: Complaint) -> Referral | None:
    """Return what else waits for this person's unit, the nearest term first."""
    waiting = Referral.objects.visible_to(user).filter(unit=user.unit)
    others = waiting.open().asked().running().exclude(complaint=complaint)
    return others.order_by("due_at", "pk").first()


def _evidence(user: User, complaint: Complaint) -> list[Evidence] | None:
    """Return the files; None for who only watches, as a photo may show who reports."""
    if not may_see_contact(user, complaint):
        return None
    return list(complaint.evidence.all())


def _course(user: User, complaint: Complaint, *, is_shown: bool) -> list[Entry]:
    """Return what happened; contacts stay covered until they are shown.

    Those who handle it read, too, who was shown the sender and who told a caller the
    code.
    """
    entries = timeline(complaint)
    if may_see_contact(user, complaint):
        entries += [*showing.told(complaint), *recovery.told(complaint)]
        entries.sort(key=attrgetter("at", "order"))
    if is_shown:
        return entries
    return [replace(one, text=mask_sender(complaint, one.text)) for one in entries]
