"""What the page of one dossier shows beside its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.permissions import Person
from campaigns.clock import now
from promotions.admin.papers import kept_papers
from promotions.admin.steps import open_steps
from promotions.appeals import undecided
from promotions.duplicates import hints
from promotions.enums import Severity
from promotions.form_details import sections
from promotions.law.finding import Finding
from promotions.law.looking import look
from promotions.letters import LETTERS
from promotions.models import Item, Promotion, ResultReport
from promotions.permissions import (
    APPEALABLE,
    can_end_early,
    may_decide_appeal,
    may_decide_early_end,
    may_review,
)
from promotions.queues import OPEN
from promotions.story import story_for_officers
from promotions.version_changes import last_changes
from promotions.workflow.judgment import count_warnings

ITEMS_SHOWN = 100
FINDINGS_SHOWN = 100
TAGS = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "info"}


DECLARED = (
    "name",
    "form_names",
    "period",
    "area",
    "sales_channels",
    "customers",
    "content",
    "conditions",
    "is_beyond_province",
    "is_online_only",
    "is_gift_tied_to_purchase",
    "is_at_protected_place",
)
FILED = (
    "promoted_total",
    "used_total",
    "prizes_due_on",
    "filing_ref",
    "filed_on",
    "confirmation_ref",
    "confirmed_on",
    "is_declared_true",
)
ROWS = frozenset({*DECLARED, *FILED, "campaign", "slot"})
SHOWN_AS = {
    "forms": "form_names",
    "starts_at": "period",
    "ends_at": "period",
    "districts": "area",
    "channels": "sales_channels",
    "promoted_total_vnd": "promoted_total",
    "used_total_vnd": "used_total",
}


@dataclass(frozen=True)
class JudgedItem:
    item: Item
    findings: list[tuple[str, Finding]]


def dossier_context(user: Person, promotion: Promotion) -> dict[str, Any]:
    """Return the goods with their findings, the law's word, the steps and the course.

    The law is asked again now; how many points there were at submission is a fact of
    the event.
    """
    findings = sorted(look(promotion, at=now()), key=_gravity)
    of_whole = [f for f in findings if f.item_position is None]
    appeal = undecided(promotion) if promotion.state in APPEALABLE else None
    beside = beside_fields(of_whole)
    return {
        "merchant": promotion.merchant,
        "steps": open_steps(user, promotion),
        "may_assign": may_review(user) and promotion.state in OPEN,
        "is_mine": promotion.assigned_to == user,
        "findings": [_tagged(f) for f in of_whole],
        "findings_apart": [_tagged(f) for f in of_whole if _row_of(f) not in beside],
        "findings_beside": beside,
        "error_count": sum(f.is_error for f in findings),
        "warning_count": count_warnings(findings),
        "duplicates": hints(promotion),
        "changes": last_changes(promotion),
        "judged_items": _judged(promotion, findings),
        "item_count": promotion.items.count(),
        "prizes": list(promotion.prizes.all()),
        "sections": sections(promotion),
        "letters": list(promotion.events.filter(verb__in=LETTERS).order_by("-pk")),
        "appeal": appeal,
        "may_decide_appeal": appeal is not None
        and may_decide_appeal(user, appeal.decision),
        "entries": story_for_officers(promotion),
        "early_ends": list(promotion.early_ends.visible_to(user)),
        "may_order_end": may_decide_early_end(user)
        and can_end_early(promotion, at=now()),
        "amendments": list(
            promotion.amendments.visible_to(user).select_related("proposal")
        ),
        "result_reports": list(
            ResultReport.objects.visible_to(user).filter(promotion=promotion)
        ),
        "kept_papers": kept_papers(user, promotion),
    }


def beside_fields(findings: Sequence[Finding]) -> dict[str, list[tuple[str, Finding]]]:
    """Return the findings by the line of the page they are about, errors first."""
    beside: dict[str, list[tuple[str, Finding]]] = {}
    for finding in findings:
        if _row_of(finding) in ROWS:
            beside.setdefault(_row_of(finding), []).append(_tagged(finding))
    return beside


def _row_of(finding: Finding) -> str:
    return SHOWN_AS.get(finding.field, finding.field)


def _gravity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


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
