import pytest

from accounts.enums import UnitKind
from accounts.models import Unit
from complaints.enums import ReferralRole as Role
from complaints.models import Category, RoutingRule
from complaints.routing.changing import active_set, rules_of
from complaints.routing.checking import check_rules


@pytest.fixture
def standing(plan):
    return active_set()


def errors_of(standing):
    return [p.rule for p in check_rules(rules_of(standing)) if p.is_error]


def warnings_of(standing):
    return [p.rule for p in check_rules(rules_of(standing)) if not p.is_error]


def test_rules_of_the_plan_are_sound(standing):
    assert check_rules(rules_of(standing)) == []


def test_a_set_needs_a_leader_without_conditions(standing, plan):
    lead = standing.rules.get(role=Role.LEAD)
    lead.districts.add(plan.district)

    assert errors_of(standing) == [""]


def test_two_leading_units_are_refused(standing):
    RoutingRule.objects.filter(role=Role.SUPPORT).update(role=Role.LEAD)

    assert errors_of(standing) == ["consumer-association-supports"]


def test_a_receiver_without_unit_is_refused_and_a_missing_district_told(standing):
    Unit.objects.filter(kind=UnitKind.MARKET_SURVEILLANCE).update(is_active=False)
    Unit.objects.filter(kind=UnitKind.DISTRICT_COMMITTEE).update(is_active=False)

    assert errors_of(standing) == ["market-surveillance-examines"]
    assert warnings_of(standing) == ["district-watches"]


def test_an_inactive_rule_is_not_judged(standing):
    Unit.objects.filter(kind=UnitKind.MARKET_SURVEILLANCE).update(is_active=False)
    standing.rules.filter(code="market-surveillance-examines").update(is_active=False)

    assert errors_of(standing) == []


def test_a_category_no_longer_offered_and_a_missing_translation_are_told(standing):
    Category.objects.filter(code="counterfeit").update(is_active=False)
    standing.rules.filter(role=Role.LEAD).update(reason_en=" ")

    assert sorted(warnings_of(standing)) == [
        "market-surveillance-examines",
        "trade-management-leads",
    ]


def test_a_missing_reason_is_refused(standing):
    standing.rules.filter(role=Role.LEAD).update(reason=" ")

    assert errors_of(standing) == ["trade-management-leads"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"delivery-vanished": ["yes", "no", "unknown"]}, None),
        ({"delivery-vanished": ["yes"], "delivery-paid": ["cash"]}, None),
        ({"moon": ["yes"]}, "moon"),
        ({"price-before": ["5"]}, "price-before"),
        ({"delivery-vanished": ["perhaps"]}, "perhaps"),
        ({"delivery-vanished": []}, "hãy đánh dấu"),
        ({"delivery-vanished": "yes"}, "hãy đánh dấu"),
        ({"delivery-vanished": ["yes"], "fake-part": ["brand"]}, "Không nhóm nào"),
        (["yes"], "Không đọc được"),
    ],
)
def test_answers_that_cannot_be_given_are_refused(standing, answers, said):
    standing.rules.filter(role=Role.SUPPORT).update(answers=answers)

    found = [p.message for p in check_rules(rules_of(standing)) if p.is_error]

    assert [said in message for message in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("category", "errors"),
    [("counterfeit", []), ("poor-quality", ["market-surveillance-examines"])],
)
def test_answers_are_asked_by_a_category_of_the_rule(standing, category, errors):
    rule = standing.rules.get(code="market-surveillance-examines")
    rule.categories.set(Category.objects.filter(code=category))
    standing.rules.filter(pk=rule.pk).update(answers={"fake-part": ["brand"]})

    assert errors_of(standing) == errors
