import pytest
from structlog.testing import capture_logs

from accounts.enums import UnitKind
from accounts.models import Unit
from complaints.enums import ReferralRole as Role
from complaints.models import Category, RoutingRule
from complaints.routing.planning import Trace, plan_route
from tests.accounts.factories import DistrictFactory, UnitFactory
from tests.complaints.factories import ComplaintFactory, RoutingRuleFactory


def complaint_of(plan, category="false-discount", **kwargs):
    return ComplaintFactory(
        category=Category.objects.get(code=category), district=plan.district, **kwargs
    )


def received_by(complaint):
    planned = plan_route(complaint)
    return [(r.unit.code, r.role, r.answer_days) for r in planned.receivers]


EVERYBODY = [
    ("qltm", Role.LEAD, 15),
    ("hoi-bvntd", Role.SUPPORT, 10),
    ("ubnd-tp-thu", Role.INFORMED, 0),
]
EXAMINED = [
    ("qltm", Role.LEAD, 15),
    ("hoi-bvntd", Role.SUPPORT, 10),
    ("cuc-qltt", Role.REFERRAL, 10),
    ("ubnd-tp-thu", Role.INFORMED, 0),
]


@pytest.mark.parametrize(
    ("category", "receivers"),
    [
        ("false-discount", EVERYBODY),
        ("prize-not-given", EVERYBODY),
        ("offer-not-applied", EVERYBODY),
        ("wrong-terms", EVERYBODY),
        ("unregistered-draw", EVERYBODY),
        ("counterfeit", EXAMINED),
        ("poor-quality", EXAMINED),
        ("unknown-origin", EXAMINED),
        ("ip-infringement", EXAMINED),
        ("seller-silent", EVERYBODY),
        ("not-delivered", EVERYBODY),
        ("other", EVERYBODY),
    ],
)
def test_each_category_reaches_the_units_of_the_plan(plan, category, receivers):
    assert received_by(complaint_of(plan, category)) == receivers


def test_another_districts_committee_receives_nothing(plan):
    elsewhere = DistrictFactory()
    UnitFactory(district_committee=True, districts=[elsewhere])

    units = {
        receiver.unit.code for receiver in plan_route(complaint_of(plan)).receivers
    }

    assert units == {"qltm", "hoi-bvntd", "ubnd-tp-thu"}


@pytest.mark.parametrize(("language", "start"), [("vi", "Phòng"), ("en", "The Trade")])
def test_reason_is_in_the_language_of_the_complainant(plan, language, start):
    reasons = [
        r.reason for r in plan_route(complaint_of(plan, language=language)).receivers
    ]

    assert reasons[0].startswith(start)


def test_missing_unit_falls_to_trade_management_and_is_shouted(plan):
    Unit.objects.filter(kind=UnitKind.CONSUMER_ASSOCIATION).update(is_active=False)

    with capture_logs() as logs:
        planned = plan_route(complaint_of(plan))

    assert [(r.unit.code, r.role) for r in planned.receivers] == [
        ("qltm", Role.LEAD),
        ("ubnd-tp-thu", Role.INFORMED),
    ]
    assert planned.trace == (
        Trace("trade-management-leads", "sent", "qltm"),
        Trace("consumer-association-supports", "no_unit", "qltm"),
        Trace("district-watches", "sent", "ubnd-tp-thu"),
    )
    assert [(e["event"], e["log_level"], e["rule"]) for e in logs] == [
        ("routing_rule_has_no_unit", "error", "consumer-association-supports")
    ]


def test_without_a_leading_rule_trade_management_leads_all_the_same(plan):
    RoutingRule.objects.filter(role=Role.LEAD).update(is_active=False)

    with capture_logs() as logs:
        receivers = received_by(complaint_of(plan))

    assert receivers == [
        ("hoi-bvntd", Role.SUPPORT, 10),
        ("ubnd-tp-thu", Role.INFORMED, 0),
        ("qltm", Role.LEAD, 15),
    ]
    assert [e["event"] for e in logs] == ["complaint_led_by_default"]


def test_without_any_rule_trade_management_leads(plan):
    RoutingRule.objects.update(is_active=False)

    assert received_by(complaint_of(plan)) == [("qltm", Role.LEAD, 15)]


def test_without_rules_and_units_nobody_receives_and_it_is_critical(plan):
    Unit.objects.update(is_active=False)

    with capture_logs() as logs:
        receivers = received_by(complaint_of(plan))

    assert receivers == []
    assert logs[-1]["event"] == "complaint_has_no_leader"
    assert logs[-1]["log_level"] == "critical"


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_two_rules_for_one_unit_give_one_part_in_the_stronger_role(plan, order):
    RoutingRule.objects.update(is_active=False)
    lead, support = order
    RoutingRuleFactory(position=lead, role=Role.LEAD, answer_days=9)
    RoutingRuleFactory(position=support, role=Role.SUPPORT, answer_days=3)

    assert received_by(complaint_of(plan)) == [("qltm", Role.LEAD, 9)]


def test_a_unit_receives_by_the_rules_given_not_by_those_stored(plan):
    rule = RoutingRuleFactory(receiver=UnitKind.INSPECTORATE, role=Role.SUPPORT)
    UnitFactory(inspectorate=True)

    planned = plan_route(complaint_of(plan), rules=[rule])

    assert [r.unit.code for r in planned.receivers] == ["thanh-tra-so", "qltm"]


def test_routing_costs_the_same_for_every_complaint(plan, django_assert_num_queries):
    complaint = complaint_of(plan, "counterfeit")

    # The rules with their categories and districts, the units.
    with django_assert_num_queries(2):
        plan_route(complaint)


@pytest.mark.parametrize(
    ("answer", "outcomes"), [("yes", ["sent"]), ("no", []), (None, [])]
)
def test_a_rule_about_an_answer_stands_in_the_trace_where_it_matches(
    plan, answer, outcomes
):
    UnitFactory(inspectorate=True)
    RoutingRuleFactory(
        code="fee-asked",
        receiver=UnitKind.INSPECTORATE,
        role=Role.SUPPORT,
        answers={"prize-fee": ["yes"]},
    )
    answers = {"prize-fee": answer} if answer else {}

    planned = plan_route(complaint_of(plan, "prize-not-given", answers=answers))

    assert [t.outcome for t in planned.trace if t.rule == "fee-asked"] == outcomes


@pytest.mark.parametrize("unreadable", [["yes"], {"prize-fee": 5}])
def test_answers_that_cannot_be_read_break_their_rule_alone(plan, unreadable):
    rule = RoutingRuleFactory(code="odd", role=Role.SUPPORT, answers=unreadable)

    with capture_logs() as logs:
        planned = plan_route(complaint_of(plan))

    assert Trace("odd", "broken", "qltm") in planned.trace
    assert planned.receivers[0].unit.code == "qltm"
    assert [(e["event"], e["rule"]) for e in logs] == [
        ("routing_rule_is_broken", rule.code)
    ]
