"""What the page of one dossier shows beside its fields."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from accounts.permissions import Person
from campaigns.clock import now
from promotions.admin.papers import kept_papers
from promotions.admin.steps import open_steps
from promotions.enums import Severity
from promotions.law.finding import Finding
from promotions.law.looking import look
from promotions.models import Item, Promotion
from promotions.permissions import can_end_early, may_decide_early_end
from promotions.story import Entry, story

ITEMS_SHOWN = 100
FINDINGS_SHOWN = 100
TAGS = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "info"}


@dataclass(frozen=True)
class JudgedItem:
    item: Item
    findings: list[tuple[str, Finding]]


def dossier_context(user: Person, promotion: Promotion) -> dict[str, Any]:
    """Return the goods with their findings, the law's word, the steps and the course.

    The law is asked again now; how many points there were at submission is a fact of
    the event.
    """
    findings = look(promotion, at=now())
    return {
        "merchant": promotion.merchant,
        "steps": open_steps(user, promotion),
        "findings": [_tagged(f) for f in findings if f.item_position is None],
        "judged_items": _judged(promotion, findings),
        "item_count": promotion.items.count(),
        "prizes": list(promotion.prizes.all()),
        "entries": _entries(promotion),
        "early_ends": list(promotion.early_ends.visible_to(user)),
        "may_order_end": may_decide_early_end(user)
        and can_end_early(promotion, at=now()),
        "amendments": list(
            promotion.amendments.visible_to(user).select_related("proposal")
        ),
        "kept_papers": kept_papers(user, promotion),
    }


def _judged(promotion: Promotion, findings: Sequence[Finding]) -> list[JudgedItem]:
    """Return the first goods, those with findings before the others."""
    found: dict[int, list[tuple[str, Finding]]] = {}
    for finding in findings:
        if finding.item_position is not None:
            found.setdefault(finding.item_position, []).append(_tagged(finding))
    items = promotion.items.select_related("goods_group", "gift_group")
    named = list(items.filter(position__in=list(found)[:FINDINGS_SHOWN]))
    left = max(0, ITEMS_SHOWN - len(named))
    others = list(items.exclude(position__in=list(found))[:left])
    return [JudgedItem(item, found.get(item.position, [])) for item in named + others]


def _tagged(finding: Finding) -> tuple[str, Finding]:
    return TAGS[finding.severity], finding


def _entries(promotion: Promotion) -> list[Entry]:
    """Tell the story with the officer's name, which only officers read."""
    people = list(
        promotion.events.select_related("by").values_list("by__full_name", flat=True)
    )
    return [
        replace(entry, by=f"{entry.by} – {person}" if person else entry.by)
        for entry, person in zip(story(promotion), people, strict=True)
    ]
