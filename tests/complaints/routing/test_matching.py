import pytest

from complaints.enums import ComplaintKind, SellerChannel
from complaints.routing.matching import is_for_all, matches
from promotions.enums import PromotionForm
from tests.accounts.factories import DistrictFactory
from tests.complaints.factories import (
    CategoryFactory,
    ComplaintFactory,
    RoutingRuleFactory,
)
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db


def test_a_rule_without_conditions_is_for_all():
    rule = RoutingRuleFactory()

    assert is_for_all(rule)
    assert matches(rule, ComplaintFactory())


@pytest.mark.parametrize(("paid", "holds"), [(999, False), (1000, True), (None, False)])
def test_the_least_amount_itself_matches(paid, holds):
    rule = RoutingRuleFactory(least_vnd=1000)

    assert matches(rule, ComplaintFactory(amount_vnd=paid)) is holds
    assert not is_for_all(rule)


@pytest.mark.parametrize(
    ("wanted", "contacted", "holds"),
    [
        (None, True, True),
        (True, True, True),
        (True, False, False),
        (False, False, True),
    ],
)
def test_an_answer_matters_only_where_the_rule_asks_it(wanted, contacted, holds):
    rule = RoutingRuleFactory(has_contacted_seller=wanted)

    assert matches(rule, ComplaintFactory(has_contacted_seller=contacted)) is holds


@pytest.mark.parametrize(
    ("names", "holds"),
    [
        ({"kinds": [ComplaintKind.TIP]}, False),
        ({"kinds": [ComplaintKind.COMPLAINT, ComplaintKind.TIP]}, True),
        ({"channels": [SellerChannel.SOCIAL]}, False),
        ({"channels": [SellerChannel.STORE]}, True),
    ],
)
def test_a_list_matches_what_it_names(names, holds):
    complaint = ComplaintFactory(
        kind=ComplaintKind.COMPLAINT, seller_channel=SellerChannel.STORE
    )
    rule = RoutingRuleFactory(**names)

    assert matches(rule, complaint) is holds
    assert not is_for_all(rule)


def test_a_form_of_promotion_matches_the_registered_promotion_only():
    rule = RoutingRuleFactory(promotion_forms=[PromotionForm.LUCKY_DRAW])
    draw = PromotionFactory(forms=[PromotionForm.DISCOUNT, PromotionForm.LUCKY_DRAW])
    sale = PromotionFactory(forms=[PromotionForm.DISCOUNT])

    told = [
        matches(rule, ComplaintFactory(promotion=promotion))
        for promotion in (draw, sale, None)
    ]
    assert told == [True, False, False]


def test_category_and_district_must_both_hold():
    category, here = CategoryFactory(), DistrictFactory()
    rule = RoutingRuleFactory()
    rule.categories.add(category)
    rule.districts.add(here)

    assert matches(rule, ComplaintFactory(category=category, district=here))
    assert not matches(rule, ComplaintFactory(category=category))
    assert not matches(rule, ComplaintFactory(counterfeit=True, district=here))


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({"delivery-vanished": "yes", "delivery-paid": "transfer"}, True),
        ({"delivery-vanished": "yes", "delivery-paid": "wallet"}, True),
        ({"delivery-vanished": "yes", "delivery-paid": "cash"}, False),
        ({"delivery-paid": "transfer"}, False),
        ({}, False),
    ],
)
def test_each_question_of_the_rule_is_answered_in_one_of_its_ways(given, holds):
    rule = RoutingRuleFactory(
        answers={"delivery-vanished": ["yes"], "delivery-paid": ["transfer", "wallet"]}
    )

    assert matches(rule, ComplaintFactory(answers=given)) is holds
    assert not is_for_all(rule)
