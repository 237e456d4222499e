from promotions.enums import Severity
from promotions.law.finding import OF_ITEMS_SHOWN, Finding, in_brief


def finding(rule_id, position=None):
    return Finding(rule_id, Severity.ERROR, "…", "name", "", position)


def test_brief_keeps_the_whole_and_the_first_items_of_each_rule():
    whole = [finding("KM-03"), finding("KM-04")]
    one_rule = [finding("KM-06", n) for n in range(1, OF_ITEMS_SHOWN + 3)]
    another = [finding("KM-15", 9)]

    brief = in_brief([*whole, *one_rule, *another])

    assert brief.findings == [*whole, *one_rule[:OF_ITEMS_SHOWN], *another]
    assert brief.left_out == 2
