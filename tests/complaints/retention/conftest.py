import pytest

from complaints.models import RetentionRule
from complaints.retention.rules import load_rules


@pytest.fixture
def rules(db):
    """The default rules: 24 months, 12 for withdrawn, 6 for spam."""
    load_rules(rule_model=RetentionRule)
    return {rule.outcome: rule for rule in RetentionRule.objects.all()}
