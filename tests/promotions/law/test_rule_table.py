"""``docs/rules.md`` says what the data of the rules says."""

from django.conf import settings

from promotions.law.rule_table import rule_table
from promotions.law.rules import all_rules

DOCUMENT = settings.BASE_DIR / "docs" / "rules.md"


def test_the_table_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == rule_table(), (
        "Run: manage.py write_rule_table"
    )


def test_the_table_has_a_row_for_each_rule():
    rows = [line for line in rule_table().splitlines() if line.startswith("| KM-")]

    assert [row.split(" | ")[0] for row in rows] == [
        f"| {rule}" for rule in all_rules()
    ]
    assert {row.count(" | ") for row in rows} == {5}
