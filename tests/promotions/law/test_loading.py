"""The shipped law is added after every migrate, and never overwrites an edit."""

from datetime import date
from decimal import Decimal
from io import StringIO

from django.core.management import call_command

import pytest

from promotions.enums import Confidence, GoodsUse
from promotions.law.loading import Loaded, load_law
from promotions.law.rules import shipped
from promotions.models import GoodsGroup, GoodsProhibition, Item, LegalFact

pytestmark = pytest.mark.django_db


def test_the_law_is_there_after_migrate():
    assert LegalFact.objects.count() == len(shipped("legal_facts")["fact"])
    assert GoodsGroup.objects.count() == len(shipped("goods")["group"])
    assert set(
        GoodsProhibition.objects.filter(use=GoodsUse.PROMOTED).values_list(
            "goods_group__code", flat=True
        )
    ) == {
        "banned",
        "breast-milk-substitutes",
        "liquor",
        "lottery",
        "medicine",
        "public-education",
        "public-health-care",
        "tobacco",
    }


def test_loading_again_adds_nothing():
    assert load_law() == Loaded(facts=0, groups=0, prohibitions=0)


def test_loading_adds_what_is_missing_and_keeps_what_was_edited():
    LegalFact.objects.filter(code="review_working_days").update(value=5)
    LegalFact.objects.filter(code="result_report_days").delete()
    GoodsProhibition.objects.filter(goods_group__code="lottery").delete()

    assert load_law() == Loaded(facts=1, groups=0, prohibitions=2)
    assert LegalFact.objects.get(code="review_working_days").value == 5
    assert LegalFact.objects.get(code="result_report_days").value == 45


def test_the_command_says_what_it_added():
    GoodsProhibition.objects.all().delete()
    Item.objects.all().delete()
    GoodsGroup.objects.filter(code="other-services").delete()
    out = StringIO()

    call_command("load_law", stdout=out)

    assert out.getvalue() == (
        "Added 0 legal facts, 1 groups of goods and 14 prohibitions.\n"
    )


@pytest.mark.parametrize(
    ("day", "source"),
    [
        (date(2024, 11, 30), "Nghị định 81/2018/NĐ-CP, khoản 1 Điều 7"),
        (
            date(2024, 12, 1),
            "Nghị định 81/2018/NĐ-CP, khoản 1 Điều 7 (sửa đổi bởi Nghị định "
            "128/2024/NĐ-CP)",
        ),
    ],
)
def test_exactly_one_value_is_in_force_on_both_sides_of_a_date(day, source):
    facts = LegalFact.objects.in_force_on(day)

    assert facts.get(code="discount_ceiling_percent").source == source
    codes = [fact.code for fact in facts]
    assert len(codes) == len(set(codes))


def test_editing_a_fact_leaves_its_history():
    fact = LegalFact.objects.get(code="review_working_days")
    fact.value = Decimal(3)
    fact.save()

    values = [row.value for row in fact.revisions.order_by("pgh_id")]
    assert values == [Decimal(2), Decimal(3)]


def test_levels_of_our_own_are_marked_unsure():
    ours = {row["code"] for row in shipped("legal_facts")["fact"]} & {
        "price_tolerance_vnd",
        "very_high_discount_percent",
        "price_rise_percent",
        "review_working_days",
        "appeal_working_days",
        "filing_ref_pattern",
    }

    assert (
        set(
            LegalFact.objects.filter(confidence=Confidence.LOW).values_list(
                "code", flat=True
            )
        )
        == ours
    )
