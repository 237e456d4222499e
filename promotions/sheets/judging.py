"""Each row before the law: the rules of one item, the same as for a form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from promotions.enums import Severity
from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.declaration import DeclaredItem
from promotions.law.declaring import declare
from promotions.law.judging import OF_EACH_ITEM
from promotions.law.rules import all_rules
from promotions.models import Promotion
from promotions.sheets.rows import Problem

DECLARED = frozenset(DeclaredItem.__dataclass_fields__) - {"position"}


class RowJudge:
    """Judges rows as goods of one dossier; its facts are read once."""

    def __init__(self, promotion: Promotion, *, at: datetime) -> None:
        declaration = declare(promotion, items=(), for_other_goods=True)
        self.case = Case(declaration, LawBook.on(timezone.localdate(at)), at)
        self.in_force = {
            rule.id
            for rule in all_rules().values()
            if rule.is_in_force_on(self.case.filed_on)
        }

    def judge(self, facts: Mapping[str, Any], *, position: int) -> list[Problem]:
        """Return what the law objects to, or warns of, in this row."""
        item = DeclaredItem(
            position=position,
            **{
                name: value
                for name, value in facts.items()
                if name in DECLARED and value is not None
            },
        )
        found = []
        for rule in OF_EACH_ITEM:
            for finding in rule(item, self.case):
                is_told = finding.severity != Severity.INFO
                if is_told and finding.rule_id in self.in_force:
                    says = f"{finding.message} {finding.hint}".strip()
                    found.append(
                        Problem(
                            finding.field,
                            says,
                            finding.source,
                            finding.is_error,
                            finding.rule_id,
                        )
                    )
        return found
