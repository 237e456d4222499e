"""A change of the rules: copied, tried, proposed by one and put in force by another."""

from datetime import timedelta

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from complaints.enums import ReferralRole as Role, RoutingState as State
from complaints.models import Category, Referral, RoutingRule, RoutingSet
from complaints.routing import changing
from complaints.routing.planning import plan_route
from tests.accounts.factories import UserFactory
from tests.complaints.factories import LONG_AGO, ComplaintFactory

AT = LONG_AGO + timedelta(days=1)


@pytest.fixture
def people(plan):
    return [UserFactory(trade_management=True) for _ in range(2)]


@pytest.fixture
def change(people):
    return changing.copy_rules(
        changing.active_set(), note="Thêm giá trị lớn", by=people[0], at=AT
    )


def examine_everything(change):
    rule = change.rules.get(code="market-surveillance-examines")
    rule.categories.clear()
    return rule


def proposed(change, people):
    changing.try_out(change, at=AT)
    return changing.propose(change, by=people[0], at=AT)


def test_a_copy_has_the_same_rules_and_sends_nobody_anywhere(change, plan):
    before = changing.active_set()

    assert changing.fingerprint(changing.rules_of(change)) == changing.fingerprint(
        changing.rules_of(before)
    )
    examine_everything(change)
    complaint = ComplaintFactory(district=plan.district)
    assert len(plan_route(complaint).receivers) == 3


def test_only_one_change_is_prepared_at_a_time(change, people):
    with pytest.raises(changing.RulesRefused):
        changing.copy_rules(changing.active_set(), note="Khác", by=people[1], at=AT)

    assert RoutingSet.objects.filter(state=State.DRAFT).count() == 1


def test_the_dry_run_names_what_would_go_elsewhere(change, plan):
    false_discount = ComplaintFactory(
        district=plan.district, category=Category.objects.get(code="false-discount")
    )
    ComplaintFactory(
        district=plan.district, category=Category.objects.get(code="counterfeit")
    )
    examine_everything(change)

    trial = changing.try_out(change, at=AT)

    assert trial.tried == 2
    (difference,) = trial.differences
    assert difference.complaint == false_discount
    assert [part.unit for part in difference.gained] == [plan.examination.name]
    assert difference.lost == ()
    assert Referral.objects.count() == 0
    change.refresh_from_db()
    assert change.trial == {"tried": 2, "changed": 1}


def test_answers_are_copied_tried_and_part_of_the_fingerprint(change, people, plan):
    categories = Category.objects.filter(code="prize-not-given")
    asked = [
        ComplaintFactory(
            district=plan.district,
            category=categories.get(),
            answers={"prize-fee": answer},
        )
        for answer in ("yes", "no")
    ]
    before = changing.fingerprint(changing.rules_of(change))
    rule = change.rules.get(code="market-surveillance-examines")
    rule.answers = {"prize-fee": ["yes"]}
    rule.save()
    rule.categories.set(categories)

    trial = changing.try_out(change, at=AT)

    assert [d.complaint for d in trial.differences] == asked[:1]
    assert changing.fingerprint(changing.rules_of(change)) != before
    changing.drop(change, by=people[0], at=AT, reason="Thử thôi.")
    copied = changing.copy_rules(change, note="Lần nữa", by=people[0], at=AT)
    assert copied.rules.get(code=rule.code).answers == rule.answers


def test_the_dry_run_costs_the_same_for_one_and_for_many(
    change, plan, django_assert_num_queries
):
    ComplaintFactory(district=plan.district)
    with django_assert_num_queries(14) as first:
        changing.try_out(change, at=AT)
    ComplaintFactory.create_batch(5, district=plan.district)

    with django_assert_num_queries(len(first)):
        assert changing.try_out(change, at=AT).tried == 6


def test_rules_never_tried_are_not_proposed(change, people):
    with pytest.raises(changing.RulesRefused):
        changing.propose(change, by=people[0], at=AT)


def test_rules_changed_after_the_dry_run_are_not_proposed(change, people):
    changing.try_out(change, at=AT)
    examine_everything(change)

    with pytest.raises(changing.RulesRefused):
        changing.propose(change, by=people[0], at=AT)


def test_rules_with_an_error_are_not_proposed(change, people):
    change.rules.filter(role=Role.LEAD).update(is_active=False)
    changing.try_out(change, at=AT)

    with pytest.raises(changing.RulesRefused, match="chủ trì"):
        changing.propose(change, by=people[0], at=AT)


def test_who_proposed_does_not_put_in_force(change, people):
    waiting = proposed(change, people)

    with pytest.raises(changing.RulesRefused):
        changing.activate(waiting, by=people[0], at=AT)

    assert changing.active_set() != waiting


def test_a_second_person_puts_in_force_and_the_earlier_set_retires(
    change, people, plan
):
    before = changing.active_set()
    examine_everything(change)

    changing.activate(proposed(change, people), by=people[1], at=AT)

    before.refresh_from_db()
    assert before.state == State.RETIRED
    assert changing.active_set() == change
    assert len(plan_route(ComplaintFactory(district=plan.district)).receivers) == 4


def test_a_set_is_put_in_force_once(change, people):
    waiting = proposed(change, people)
    changing.activate(waiting, by=people[1], at=AT)

    with pytest.raises(TransitionNotAllowed):
        changing.activate(waiting, by=people[1], at=AT)


def test_a_proposed_change_goes_back_to_be_edited(change, people):
    returned = changing.send_back(
        proposed(change, people), by=people[1], at=AT, reason="Thiếu huyện"
    )

    assert returned.is_editable
    assert returned.proposed_by is None


def test_dropping_needs_a_reason_and_keeps_the_rules(change, people):
    with pytest.raises(ReasonMissing):
        changing.drop(change, by=people[0], at=AT, reason=" ")

    changing.drop(change, by=people[0], at=AT, reason="Không cần nữa")

    assert RoutingRule.objects.filter(routing_set=change).count() == 4


def test_an_earlier_set_comes_back_as_a_copy(change, people):
    earlier = changing.active_set()
    changing.activate(proposed(change, people), by=people[1], at=AT)

    again = changing.copy_rules(earlier, note="Như cũ", by=people[0], at=AT)

    assert again.rules.count() == earlier.rules.count()
    first = again.events.get()
    assert first.facts == {"copied_from": earlier.pk}
