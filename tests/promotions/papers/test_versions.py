"""What was handed in is kept for good, whatever happens to the dossier afterwards."""

from datetime import timedelta

from django.db import DatabaseError, transaction

import pytest

from promotions.drafting import save_facts
from promotions.enums import ProcedureKind
from promotions.models import DossierVersion, Item, Promotion
from promotions.papers import versions
from promotions.papers.making import handed_in
from promotions.workflow import submit
from tests.promotions.factories import PrizeFactory, PromotionFactory
from tests.promotions.papers import dossiers

pytestmark = pytest.mark.django_db


def test_submission_keeps_a_version_with_facts_and_goods():
    promotion, _ = dossiers.sent()

    version = promotion.versions.get()

    told = versions.facts(version)
    assert (version.number, version.submitted_at) == (1, dossiers.SENT_AT)
    assert told.name == promotion.name
    assert told.procedure == ProcedureKind.NOTIFICATION
    assert told.merchant.tax_code == promotion.merchant.tax_code
    assert told.merchant.phone == "0237 3852 000"
    (row,) = versions.FrozenGoods(version)
    assert (row.name, row.before_vnd, row.now_vnd) == (
        "Nem chua Thanh Hoá",
        100_000,
        70_000,
    )


def test_second_submission_is_a_second_version_and_the_first_stays():
    promotion, person = dossiers.sent()
    dossiers.sent_back(promotion)
    later = dossiers.SENT_AT + timedelta(days=1)
    save_facts(promotion, {"name": "Tên mới"}, at=later)
    promotion.items.update(price_now_vnd=60_000, discount_percent=40)
    promotion.refresh_from_db()
    promotion.is_declared_true = True
    promotion.save()

    submit(promotion, by=person, at=later)

    second, first = promotion.versions.all()
    assert (first.number, second.number) == (1, 2)
    assert versions.facts(first).name == "Giảm giá đặc sản tuần lễ Online Friday"
    assert versions.facts(second).name == "Tên mới"
    assert versions.FrozenGoods(first)[0].now_vnd == 70_000
    assert versions.FrozenGoods(second)[0].now_vnd == 60_000


def test_database_refuses_to_change_what_was_handed_in():
    promotion, _ = dossiers.sent()
    version = promotion.versions.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        DossierVersion.objects.filter(pk=version.pk).update(facts={})
    with pytest.raises(DatabaseError), transaction.atomic():
        version.goods.update(rows=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        version.goods.all().delete()


def test_goods_are_kept_in_their_order_over_parts():
    version, _ = dossiers.with_goods(2_001)

    goods = versions.FrozenGoods(version)

    assert len(goods) == version.goods_count == 2_001
    assert [row.place for row in goods] == list(range(1, 2_002))
    assert goods[2_000].name.endswith(" 2001")
    assert goods[-1] == goods[2_000]
    assert goods[1_000].name.endswith(" 1001")
    assert [row.place for row in goods[999:1_001]] == [1_000, 1_001]
    assert version.goods.count() == 3


def test_freezing_asks_the_same_number_of_queries_for_many_goods(
    django_assert_num_queries, django_assert_max_num_queries
):
    few = again(dossiers.notified(submitted=True)[0])
    many = again(dossiers.with_goods(150)[0].promotion)
    with django_assert_max_num_queries(30) as counted:
        versions.freeze(few, at=dossiers.SENT_AT)

    with django_assert_num_queries(len(counted)):
        versions.freeze(many, at=dossiers.SENT_AT)


def again(promotion):
    """Return the dossier with nothing remembered of it."""
    return Promotion.objects.get(pk=promotion.pk)


def test_quantity_is_unknown_where_one_is_not_declared():
    promotion, _ = dossiers.notified()
    Item.objects.filter(promotion=promotion).update(quantity=None)

    version = versions.freeze(promotion, at=dossiers.SENT_AT)

    assert versions.facts(version).goods_quantity is None


def test_registration_keeps_its_prizes():
    promotion, _ = dossiers.lucky_draw()

    version = versions.freeze(promotion, at=dossiers.SENT_AT)

    told = versions.facts(version)
    assert told.procedure == ProcedureKind.REGISTRATION
    assert told.prizes_vnd == PrizeFactory.build(promotion=None).value_vnd


def test_what_was_sent_before_versions_were_kept_is_frozen_when_asked_for():
    promotion = PromotionFactory(received=True)

    version = handed_in(promotion)

    assert version.submitted_at == promotion.submitted_at
    assert handed_in(promotion) == version


@pytest.mark.parametrize("state", [{}, {"needs_changes": True}])
def test_what_may_have_changed_since_is_not_frozen(state):
    assert handed_in(PromotionFactory(**state)) is None
