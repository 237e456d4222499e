"""What papers say can be kept and read again, and says which papers there are."""

import json

import pytest

from promotions.enums import PaperForm, ProcedureKind, PromotionForm
from promotions.papers.facts import DossierFacts, papers_needed
from tests.promotions.papers import samples


@pytest.mark.parametrize(
    "told", [samples.facts(), samples.lucky_draw(), samples.facts(starts_at=None)]
)
def test_facts_come_back_from_json_as_they_were(told):
    kept = json.loads(json.dumps(told.as_json()))

    assert DossierFacts.from_json(kept) == told


@pytest.mark.parametrize(
    ("procedure", "forms", "needed"),
    [
        (ProcedureKind.NONE, [PromotionForm.CONTEST], ()),
        (
            ProcedureKind.NOTIFICATION,
            [PromotionForm.DISCOUNT],
            (PaperForm.NOTIFICATION,),
        ),
        (
            ProcedureKind.NOTIFICATION,
            [PromotionForm.CONTEST],
            (PaperForm.NOTIFICATION, PaperForm.RULES),
        ),
        (
            ProcedureKind.REGISTRATION,
            [PromotionForm.LUCKY_DRAW],
            (PaperForm.REGISTRATION, PaperForm.RULES),
        ),
        (
            ProcedureKind.REGISTRATION,
            [PromotionForm.OTHER],
            (PaperForm.REGISTRATION, PaperForm.RULES),
        ),
    ],
)
def test_only_the_papers_of_the_procedure_are_needed(procedure, forms, needed):
    told = samples.facts(procedure=procedure.value, forms=tuple(forms))

    assert papers_needed(told) == needed


def test_what_is_given_is_the_declared_sum_or_more_if_listed():
    prizes = samples.lucky_draw().prizes

    assert samples.facts(used_total_vnd=5_000_000).given_vnd == 5_000_000
    assert samples.facts(used_total_vnd=1).given_vnd == 2_000_000
    assert samples.facts(used_total_vnd=1, prizes=prizes).given_vnd == 37_000_000


def test_reductions_that_nobody_summed_up_leave_the_sum_unknown():
    undeclared = samples.facts(used_total_vnd=None)
    only_gifts = samples.facts(used_total_vnd=None, forms=(PromotionForm.GIFT,))

    assert undeclared.given_vnd is None
    assert only_gifts.given_vnd == 2_000_000
