from dataclasses import replace
from datetime import date, datetime

import pytest

from promotions.enums import ProcedureKind, PromotionForm
from promotions.law.verdict import verdict_on
from promotions.models import Promotion
from tests.promotions.law.declarations import HCM, a_declaration

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 20, 9, tzinfo=HCM)


def test_a_right_declaration_is_clean_and_told_its_last_day():
    verdict = verdict_on(a_declaration(), at=AT)

    assert verdict.is_clean
    assert verdict.procedure.kind == ProcedureKind.NOTIFICATION
    assert verdict.latest_on == date(2024, 11, 20)


def test_what_the_law_forbids_is_not_clean():
    verdict = verdict_on(replace(a_declaration(), name=""), at=AT)

    assert not verdict.is_clean
    assert "KM-03" in {finding.rule_id for finding in verdict.findings}


def test_a_game_of_chance_has_the_term_of_registration():
    game = replace(a_declaration(), forms=frozenset({PromotionForm.LUCKY_DRAW}))

    verdict = verdict_on(game, at=AT)

    assert verdict.procedure.kind == ProcedureKind.REGISTRATION
    assert verdict.latest_on is not None
    assert verdict.latest_on < date(2024, 11, 20)


def test_without_a_start_there_is_no_last_day():
    assert verdict_on(replace(a_declaration(), starts_at=None), at=AT).latest_on is None


def test_nothing_is_stored():
    verdict_on(a_declaration(), at=AT)

    assert not Promotion.objects.exists()
