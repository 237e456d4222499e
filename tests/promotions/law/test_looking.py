"""A page may show what was remembered; it never shows what is no longer so."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import override

import pytest

from promotions.law import looking
from promotions.law.judging import check
from promotions.law.looking import look
from promotions.models import Item, LegalFact, Promotion
from tests.promotions.factories import HCM, ItemFactory, PromotionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 18, 12, tzinfo=HCM)


@pytest.fixture
def dossier():
    """A promotion one minute too long for its discounts, with five items."""
    promotion = PromotionFactory(
        declared=True, item=None, ends_at=datetime(2024, 12, 2, 0, 1, tzinfo=HCM)
    )
    for position in range(1, 6):
        ItemFactory(
            promotion=promotion,
            position=position,
            price_now_vnd=45_000,
            discount_percent=Decimal(55),
        )
    return Promotion.objects.get(pk=promotion.pk)


@pytest.fixture
def judgments(monkeypatch):
    """Count how often the items are judged; every dossier counts as a large one."""
    counted = []

    def judge_items(items, case):
        counted.append(case)
        return real(items, case)

    real = looking.judge_items
    monkeypatch.setattr(looking, "judge_items", judge_items)
    monkeypatch.setattr(looking, "FEW_ITEMS", 1)
    return counted


def test_page_says_what_a_decision_would_say(dossier, judgments):
    expected = check(dossier, at=AT)

    assert [finding.rule_id for finding in expected].count("KM-06") == 5
    assert look(dossier, at=AT) == expected
    assert look(dossier, at=AT) == expected
    assert len(judgments) == 1


def test_small_dossier_is_not_remembered(dossier, judgments, monkeypatch):
    monkeypatch.setattr(looking, "FEW_ITEMS", 5)

    for _time in range(2):
        look(dossier, at=AT)

    assert len(judgments) == 2


def change_item(dossier):
    Item.objects.filter(promotion=dossier, position=3).update(
        price_now_vnd=90_000, discount_percent=None
    )


def swap_names_and_prices(dossier):
    Item.objects.filter(promotion=dossier, position=3).update(name="X", brand="Y")


def change_dates(dossier):
    dossier.ends_at = datetime(2024, 12, 2, tzinfo=HCM)
    dossier.save()


def change_law(dossier):
    LegalFact.objects.filter(code="discount_ceiling_percent").update(value=60)


@pytest.mark.parametrize(
    "change",
    [
        change_item,
        swap_names_and_prices,
        change_dates,
        change_law,
        lambda dossier: dossier.items.last().delete(),
        lambda dossier: ItemFactory(promotion=dossier, position=6),
    ],
)
def test_whatever_the_judgment_depends_on_is_noticed(dossier, judgments, change):
    look(dossier, at=AT)

    change(dossier)

    assert look(dossier, at=AT) == check(dossier, at=AT)
    assert len(judgments) == 2


def test_another_day_and_another_language_are_judged_anew(dossier, judgments):
    look(dossier, at=AT)

    look(dossier, at=AT + timedelta(days=1))
    with override("en"):
        english = look(dossier, at=AT)

    assert len(judgments) == 3
    assert any("ceiling" in finding.message for finding in english)


def test_many_findings_are_not_kept_in_the_cache(dossier, judgments, monkeypatch):
    monkeypatch.setattr(looking, "FEW_FINDINGS", 4)

    for _time in range(2):
        look(dossier, at=AT)

    assert len(judgments) == 2
