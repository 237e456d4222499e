from io import StringIO

from django.core.management import call_command

import pytest

from accounts.enums import UnitKind
from complaints.enums import ReferralRole
from complaints.loading import gather_rules, load_complaint_data
from complaints.models import Category, RoutingRule, RoutingSet
from tests.complaints.factories import LONG_AGO

pytestmark = pytest.mark.django_db

EXAMINED = {"counterfeit", "poor-quality", "unknown-origin", "ip-infringement"}


@pytest.fixture(autouse=True)
def nothing_loaded():
    RoutingRule.objects.all().delete()
    Category.objects.all().delete()


def load():
    return load_complaint_data(category_model=Category, rule_model=RoutingRule)


def test_loading_twice_adds_everything_once():
    first, second = load(), load()

    assert (first, second) == ((12, 4), (0, 0))
    assert (Category.objects.count(), RoutingRule.objects.count()) == (12, 4)


def test_loading_keeps_what_an_officer_changed():
    load()
    RoutingRule.objects.filter(role=ReferralRole.LEAD).update(answer_days=7)
    Category.objects.filter(code="other").update(name="Việc khác nữa")

    load()

    assert RoutingRule.objects.get(role=ReferralRole.LEAD).answer_days == 7
    assert Category.objects.get(code="other").name == "Việc khác nữa"


def test_rules_say_what_the_plan_says():
    load()

    rules = {
        (rule.receiver, rule.role): {c.code for c in rule.categories.all()}
        for rule in RoutingRule.objects.all()
    }
    assert rules == {
        (UnitKind.TRADE_MANAGEMENT, ReferralRole.LEAD): set(),
        (UnitKind.CONSUMER_ASSOCIATION, ReferralRole.SUPPORT): set(),
        (UnitKind.MARKET_SURVEILLANCE, ReferralRole.REFERRAL): EXAMINED,
        (UnitKind.DISTRICT_COMMITTEE, ReferralRole.INFORMED): set(),
    }


@pytest.mark.parametrize("field", ["name", "name_en", "hint", "hint_en"])
def test_no_category_lacks_a_text(field):
    load()

    assert Category.objects.filter(**{field: ""}).count() == 0


@pytest.mark.parametrize("field", ["reason", "reason_en", "source"])
def test_no_rule_lacks_a_text(field):
    load()

    assert RoutingRule.objects.filter(**{field: ""}).count() == 0


def test_rule_of_an_unknown_category_is_refused(monkeypatch):
    rows = {"categories.toml": [], "routing.toml": [{"code": "r", "categories": ["?"]}]}
    monkeypatch.setattr("complaints.loading.shipped", lambda name, _: rows[name])

    with pytest.raises(ValueError, match=r"Rule 'r' names unknown categories \['\?'\]"):
        load()

    assert RoutingRule.objects.count() == 0


@pytest.mark.parametrize(("options", "stored"), [([], 0), (["--wet-run"], 4)])
def test_command_writes_only_when_told(options, stored):
    out = StringIO()

    call_command("load_complaint_data", *options, stdout=out)

    assert out.getvalue().startswith("Categories added: 12. Rules added: 4.\n")
    assert RoutingRule.objects.count() == stored


def test_loose_rules_join_the_set_in_force_and_make_one_when_missing():
    RoutingSet.objects.all().delete()
    load()

    for _ in range(2):
        gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=LONG_AGO)

    (standing,) = RoutingSet.objects.all()
    assert (standing.state, standing.rules.count()) == ("active", 4)


def test_a_rule_of_a_change_being_prepared_is_not_added_again():
    load()
    gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=LONG_AGO)
    RoutingRule.objects.filter(role=ReferralRole.LEAD).update(routing_set=None)

    assert load() == (0, 0)
