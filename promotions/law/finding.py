"""What the law says of a declaration: one sentence a rule, with its source."""

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


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return what must be corrected before the step can be taken."""
    return [finding for finding in findings if finding.is_error]
