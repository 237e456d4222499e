"""The data of the rules is whole, and the code speaks of no other rule."""

import re
from pathlib import Path

from django.utils import translation

import pytest

import promotions.law
from promotions.enums import Confidence, Severity
from promotions.law.case import Case
from promotions.law.rules import all_rules

LAW = Path(promotions.law.__file__).parent


def test_the_38_rules_stand_in_the_order_of_judging():
    numbers = [int(rule_id.removeprefix("KM-")) for rule_id in all_rules()]

    assert sorted(numbers) == list(range(1, 39))
    assert numbers == [
        *(*range(1, 22), 31, *range(22, 25), 38),
        *(*range(25, 31), 33, 32, *range(34, 38)),
    ]


def test_every_rule_is_judged_by_the_code_and_by_nothing_else():
    text = "\n".join(path.read_text(encoding="utf-8") for path in LAW.glob("*.py"))
    spoken = set(re.findall(r'finding\(\s*"(KM-\d\d)"', text))

    assert spoken == set(all_rules())


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_demands_in_both_languages(rule):
    with translation.override("vi"):
        vietnamese = rule.sentence
    with translation.override("en"):
        english = rule.sentence

    assert vietnamese.endswith(".")
    assert english.endswith(".")
    assert vietnamese != english
    assert rule.source
    assert rule.also != rule.severity


def test_an_unsure_source_is_not_shown():
    rule = all_rules()["KM-06"]
    unsure = type(rule)(**{**vars(rule), "confidence": Confidence.LOW})

    assert rule.public_source == rule.source
    assert unsure.public_source == ""


def test_a_rule_with_one_severity_has_no_other():
    with pytest.raises(ValueError, match="KM-06 has one severity only"):
        Case._other_severity(all_rules()["KM-06"])
    assert Case._other_severity(all_rules()["KM-22"]) == Severity.WARNING
