"""What must be on record before an inspection can be concluded."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.enums import InspectionOutcome
from inspections.models import Inspection

OUTCOMES_WITH_SANCTION = frozenset(
    {InspectionOutcome.SANCTIONED, InspectionOutcome.CRIMINAL}
)


class NotConcludable(Exception):
    """Raised when an inspection is concluded with something missing or contradictory."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def problems_with_conclusion(
    inspection: Inspection, *, outcome: str, notice: str, at: datetime
) -> list[str]:
    """Return one sentence for each thing that stands against the conclusion."""
    return [
        *_problems_with_papers(inspection, at=at),
        *_problems_with_outcome(inspection, outcome),
        *_problems_with_notice(inspection, notice),
    ]


def _problems_with_papers(inspection: Inspection, *, at: datetime) -> list[str]:
    problems = []
    if not inspection.decision_ref:
        problems.append(_("Enter the number of the inspection decision first."))
    if inspection.visit_on is None:
        problems.append(_("Enter the day of the visit first."))
    elif inspection.visit_on > timezone.localdate(at):
        problems.append(_("The day of the visit has not come yet."))
    elif inspection.decided_on and inspection.visit_on < inspection.decided_on:
        problems.append(_("The visit lies before the inspection decision."))
    return problems


def _problems_with_outcome(inspection: Inspection, outcome: str) -> list[str]:
    if outcome not in InspectionOutcome.values:
        return [_("Choose the outcome.")]
    has_sanction = inspection.sanctions.exists()
    if outcome == InspectionOutcome.SANCTIONED and not has_sanction:
        return [
            _("Enter the sanction decision first, or choose another outcome."),
        ]
    if has_sanction and outcome not in OUTCOMES_WITH_SANCTION:
        return [_("A sanction is on record; the outcome must say so.")]
    if outcome == InspectionOutcome.NO_VIOLATION and inspection.findings.exists():
        return [_("Violations are on record; the outcome cannot be “no violation”.")]
    return []


def _problems_with_notice(inspection: Inspection, notice: str) -> list[str]:
    if not notice.strip() and inspection.complaints.exists():
        return [_("Write what the complainants are told.")]
    return []
