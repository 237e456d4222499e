"""KM-38: codes of the public-service portal are known by their look."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils import translation

import pytest

from promotions.enums import Severity
from promotions.law.book import Dated
from promotions.law.filing_ref import PATTERN, doubt_about, looks_like
from promotions.law.judging import judge
from promotions.models import LegalFact
from tests.promotions.law.declarations import AT, BOOK, a_declaration

SHIPPED = "999.99.99.H56-999999-9999"


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("000.00.18.H56-241120-0001", True),
        (" 000.00.18.h56-241120-0001 ", True),
        ("000.00.18.H56-241120-001", False),
        ("000.00.18.H56-241120-00012", False),
        ("000.00.18.H57-241120-0001", False),
        ("000.00.1A.H56-241120-0001", False),
        ("\u066000.00.18.H56-241120-0001", False),
        ("KM-2024-000123", False),
    ],
)
def test_code_fits_the_pattern_sign_by_sign(code, fits):
    assert looks_like(code, SHIPPED) == fits


def test_several_patterns_are_parted_by_blanks():
    assert looks_like("G13.99.36-241120-0001", f"{SHIPPED} A99.99.99-999999-9999")
    assert not looks_like("613.99.36-241120-0001", f"{SHIPPED} A99.99.99-999999-9999")


def km38(**changes):
    book = changes.pop("book", BOOK)
    found = judge(a_declaration(**changes), book=book, at=AT)
    return [finding for finding in found if finding.rule_id == "KM-38"]


def test_km38_asks_about_another_look_and_never_refuses():
    with translation.override("en"):
        (finding,) = km38(filing_ref="KM-2024-000123")

    assert finding.severity == Severity.WARNING
    assert finding.field == "filing_ref"
    assert "such as 000.00.00.H56-000000-0000" in finding.message
    assert finding.source == ""


@pytest.mark.parametrize("reference", ["", "000.00.18.H56-241120-0001"])
def test_km38_says_nothing_of_a_known_look_or_no_code(reference):
    assert km38(filing_ref=reference) == []


def test_km38_follows_the_pattern_of_the_day_of_filing():
    new = (
        Dated(Decimal(0), date(2018, 7, 15), date(2024, 11, 20), SHIPPED),
        Dated(Decimal(0), date(2024, 11, 20), None, "A99-9999"),
    )
    book = replace(BOOK, facts={**BOOK.facts, PATTERN: new})
    old_look = {"filing_ref": "000.00.18.H56-241120-0001", "book": book}

    assert km38(filed_on=date(2024, 11, 19), **old_look) == []
    assert len(km38(filed_on=date(2024, 11, 20), **old_look)) == 1


def test_km38_rests_while_no_pattern_is_in_force():
    facts = {code: rows for code, rows in BOOK.facts.items() if code != PATTERN}

    assert km38(filing_ref="?", book=replace(BOOK, facts=facts)) == []


@pytest.mark.django_db
def test_pattern_is_data_that_the_division_may_change():
    day = date(2024, 11, 20)
    assert doubt_about("H56-1", on=day)

    LegalFact.objects.filter(code=PATTERN).update(text="A99-9")

    assert doubt_about("H56-1", on=day) == ""
