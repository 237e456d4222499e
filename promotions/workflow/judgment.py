"""The law's word on a step: its errors stop it, its warnings stay with the event."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import ngettext

from promotions.enums import PromotionState as State, Severity
from promotions.law.finding import Finding, errors
from promotions.law.judging import check
from promotions.models import Promotion
from promotions.workflow.life import LIFE

SENTENCES_TOLD = 5


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


def _with_source(finding: Finding) -> str:
    if not finding.source:
        return finding.message
    return f"{finding.message} ({finding.source})"


def judge_step(locked: Promotion, to_state: State, *, at: datetime) -> list[Finding]:
    """Return the findings of a step the table allows; raise if one is an error."""
    if not LIFE.allows(locked.state, to_state):
        return []
    findings = check(locked, at=at, is_publication=to_state == State.PUBLISHED)
    if errors(findings):
        raise LawRefuses(locked, findings)
    return findings


def count_warnings(findings: Sequence[Finding]) -> int:
    return sum(finding.severity == Severity.WARNING for finding in findings)
