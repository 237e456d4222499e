"""What the law says of a declaration: one sentence a rule, with its source."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from promotions.enums import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's sentence about one field, in the language of the reader.

    ``field`` is the name of a field of the promotion, or of the item at
    ``item_position``. ``hint`` says how to put it right. ``source`` is empty where
    it is unsure: then no article is shown.
    """

    rule_id: str
    severity: Severity
    message: str
    field: str
    source: str
    item_position: int | None = None
    hint: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR


OF_ITEMS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Brief:
    """Findings short enough for a page, and how many about items it leaves out."""

    findings: list[Finding]
    left_out: int


def in_brief(findings: Iterable[Finding]) -> Brief:
    """Keep what is said of the whole, and of each rule the first few items."""
    kept: list[Finding] = []
    seen: Counter[str] = Counter()
    left_out = 0
    for finding in findings:
        if finding.item_position is not None:
            seen[finding.rule_id] += 1
            if seen[finding.rule_id] > OF_ITEMS_SHOWN:
                left_out += 1
                continue
        kept.append(finding)
    return Brief(kept, left_out)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return what must be corrected before the step can be taken."""
    return [finding for finding in findings if finding.is_error]
