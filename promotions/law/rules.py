"""The names, severities and sources of the rules, read from ``data/rules.toml``.

They change together with the code that judges, so they are a file under review and
not rows an officer could edit; the numbers they compare with are rows (ADR 0005).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language

from promotions.enums import Confidence, Severity

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Rule:
    """One rule's facts. ``also`` is the other severity it may have."""

    id: str
    severity: Severity
    also: Severity | None
    says: Mapping[str, str]
    source: str
    confidence: Confidence
    in_force_from: date | None
    in_force_until: date | None
    words: tuple[str, ...]

    @property
    def public_source(self) -> str:
        """Return what may be cited: nothing where the source is unsure."""
        return "" if self.confidence == Confidence.LOW else self.source

    @property
    def sentence(self) -> str:
        """Return what the rule demands, in the language of the reader."""
        return self.says["en" if get_language() == "en" else "vi"]

    def is_in_force_on(self, day: date) -> bool:
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day < self.in_force_until
        )


@lru_cache(maxsize=8)
def shipped(name: str) -> Mapping[str, Any]:
    """Return the content of a data file of the app."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of judging."""
    return MappingProxyType({row["id"]: _rule(row) for row in shipped("rules")["rule"]})


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        severity=Severity(row["severity"]),
        also=Severity(row["also"]) if "also" in row else None,
        says=MappingProxyType(row["says"]),
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        in_force_from=row.get("in_force_from"),
        in_force_until=row.get("in_force_until"),
        words=tuple(row.get("words", ())),
    )
