"""What the law says, grouped for the eye: errors, warnings, information."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template

from promotions.enums import Severity
from promotions.law.finding import Finding

register = template.Library()

GROUPS_OF_INPUTS = frozenset(
    {"starts_at", "ends_at", "slot", "forms", "channels", "districts"}
)


@dataclass(frozen=True)
class Group:
    severity: str
    findings: list[Finding]


@register.filter
def by_severity(findings: Sequence[Finding]) -> list[Group]:
    """Return the groups that are not empty, the gravest first."""
    groups = [
        Group(severity.value, [f for f in findings if f.severity == severity])
        for severity in Severity
    ]
    return [group for group in groups if group.findings]


@register.filter
def of_line(
    beside: Mapping[str, list[tuple[str, Finding]]], name: str
) -> list[tuple[str, Finding]]:
    """Return the findings that stand beside one line of the officer's page."""
    return beside.get(name, [])


@register.filter
def field_anchor(finding: Finding) -> str:
    """Return the id of the input a finding is about."""
    suffix = "_group" if finding.field in GROUPS_OF_INPUTS else ""
    name = "takes_part" if finding.field == "campaign" else finding.field
    return f"id_{name}{suffix}"
