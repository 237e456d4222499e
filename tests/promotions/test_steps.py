from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from promotions.enums import PromotionForm, Severity
from promotions.law.finding import Finding
from promotions.law.judging import check
from promotions.models import Promotion
from promotions.steps import (
    AREA,
    BASICS,
    FILING,
    FORMS,
    GOODS,
    PRIZES,
    Progress,
    open_findings,
    step_of,
    steps_for,
    tasks,
)
from tests.promotions.factories import PromotionFactory, SalesChannelFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def progress(promotion):
    promotion = Promotion.objects.get(pk=promotion.pk)
    found = open_findings(check(promotion, at=NOW))
    return {task.step: task.progress for task in tasks(promotion, found)}


def finding(field, *, item_position=None, rule_id="KM-03"):
    return Finding(rule_id, Severity.ERROR, "…", field, "", item_position)


def test_empty_dossier_has_nothing_begun():
    assert progress(PromotionFactory()) == {
        BASICS: Progress.NOT_STARTED,
        FORMS: Progress.NOT_STARTED,
        GOODS: Progress.NOT_STARTED,
        AREA: Progress.OPTIONAL,
        FILING: Progress.OPTIONAL,
    }


def test_half_a_task_is_in_progress():
    assert progress(PromotionFactory(name="Nem chua"))[BASICS] == Progress.IN_PROGRESS


def test_whole_dossier_is_complete():
    promotion = PromotionFactory(declared=True)
    promotion.channels.add(SalesChannelFactory(merchant=promotion.merchant))

    assert set(progress(promotion).values()) == {Progress.DONE, Progress.OPTIONAL}


def test_what_the_law_refuses_is_to_be_corrected():
    promotion = PromotionFactory(
        declared=True,
        starts_at=NOW,
        item__discount_percent=Decimal(62),
        item__price_now_vnd=38_000,
    )

    assert progress(promotion)[GOODS] == Progress.TO_CORRECT


@pytest.mark.parametrize(
    ("form", "has_prizes"),
    [
        (PromotionForm.DISCOUNT, False),
        (PromotionForm.CONTEST, True),
        (PromotionForm.LUCKY_DRAW, True),
    ],
)
def test_prizes_are_a_task_only_where_they_can_be_won(form, has_prizes):
    promotion = PromotionFactory(forms=[form])

    assert (PRIZES in steps_for(promotion)) == has_prizes


@pytest.mark.parametrize(
    ("about", "step"),
    [
        (finding("ends_at"), BASICS),
        (finding("campaign"), BASICS),
        (finding("discount_percent", item_position=3), GOODS),
        (finding("items"), GOODS),
        (finding("prizes"), PRIZES),
        (finding("filed_on"), FILING),
        (finding("is_at_protected_place"), AREA),
        (finding("merchant"), None),
    ],
)
def test_finding_belongs_to_the_task_that_puts_it_right(about, step):
    assert step_of(about) is step


def test_every_field_the_law_speaks_of_belongs_to_a_task():
    fields = {name for step in steps_for(PromotionFactory()) for name in step.fields}
    empty = open_findings(check(PromotionFactory(), at=NOW))

    assert {f.field for f in empty if f.item_position is None} <= fields | {"merchant"}


def test_declaration_is_asked_for_with_the_submission_only():
    found = check(PromotionFactory(), at=NOW)

    assert "KM-37" in {f.rule_id for f in found}
    assert "KM-37" not in {f.rule_id for f in open_findings(found)}
