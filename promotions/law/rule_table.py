"""The rules as a table for people who review them: ``docs/rules.md``."""

from collections.abc import Iterator

from promotions.law.rules import Rule, all_rules

HEAD = """# The rules the portal checks

Written by `manage.py write_rule_table` from `promotions/data/rules.toml`; do not edit.
An error blocks the submission, a warning is shown to the officer, information is for the
merchant. A rule with two severities says when it has which.

| id | severity | condition | source | confidence | in force |
|---|---|---|---|---|---|
"""


def rule_table() -> str:
    """Return the whole document, one row a rule in the order of judging."""
    return HEAD + "".join(_rows())


def _rows() -> Iterator[str]:
    for rule in all_rules().values():
        cells = [
            rule.id,
            _severity(rule),
            rule.says["en"],
            rule.public_source or "–",
            rule.confidence.value,
            _in_force(rule),
        ]
        yield f"| {' | '.join(cells)} |\n"


def _severity(rule: Rule) -> str:
    if rule.also is None:
        return rule.severity.value
    return f"{rule.severity.value}, {rule.also.value}"


def _in_force(rule: Rule) -> str:
    since = f"from {rule.in_force_from:%d/%m/%Y}" if rule.in_force_from else ""
    until = f"until {rule.in_force_until:%d/%m/%Y}" if rule.in_force_until else ""
    return f"{since} {until}".strip() or "always"
