from datetime import date, datetime
from decimal import Decimal

import pytest

from promotions.law.book import Dated, LawBook
from reports.figures import procedures
from tests.campaigns.factories import HCM
from tests.promotions.factories import MerchantFactory, PromotionFactory
from tests.reports.figures.places import counted_by

FACT = {"notification_working_days": (Dated(Decimal(3), date(2018, 7, 15)),)}


def dossier(campaign, district, filed_on=None, **facts):
    facts = {
        "item": None,
        **(facts if "refused" in facts else {"submitted": True, **facts}),
    }
    if filed_on is not None:
        facts |= {"filing_ref": "000.00.20.H56-241120-0001", "filed_on": filed_on}
    return PromotionFactory(
        campaign=campaign, merchant=MerchantFactory(district=district), **facts
    )


@pytest.fixture
def law(monkeypatch):
    book = LawBook(day=date(2024, 12, 10), facts=FACT)
    monkeypatch.setattr(LawBook, "on", classmethod(lambda cls, day: book))
    return book


@pytest.mark.django_db
def test_dossiers_are_those_counted_by_hand(law, campaign, other_campaign, city, town):
    dossier(campaign, city, date(2024, 11, 20))
    dossier(campaign, city, date(2024, 11, 20))
    dossier(campaign, town, date(2024, 11, 21))
    dossier(
        campaign, town, date(2024, 11, 26), starts_at=datetime(2024, 11, 29, tzinfo=HCM)
    )
    dossier(campaign, town, refused=True)
    dossier(campaign, town, forms=["lucky_draw"], confirmation_ref="12/SCT-QLTM")
    dossier(campaign, town, date(2024, 11, 25), forms=["lucky_draw"])
    dossier(other_campaign, city, date(2024, 11, 1))
    PromotionFactory(campaign=campaign)

    assert counted_by(procedures.THEME, campaign) == {
        "TT-01": 7,
        "TT-01/promotion_state": {"refused": 1, "submitted": 6},
        "TT-01/district": {"380": 2, "382": 5},
        "TT-02": 4,
        "TT-03": 3,
        "TT-04": 1,
        "TT-05": Decimal("75.00"),
        "TT-06": 1,
    }


@pytest.mark.parametrize(
    ("filed_on", "start", "expected"),
    [
        (date(2024, 11, 20), date(2024, 11, 25), True),
        (date(2024, 11, 21), date(2024, 11, 25), False),
        (date(2024, 11, 26), date(2024, 11, 29), True),
        (date(2024, 11, 27), date(2024, 11, 29), False),
    ],
)
@pytest.mark.django_db
def test_in_time_is_three_working_days_before_the_start(law, filed_on, start, expected):
    assert procedures.is_in_time(filed_on, start=start, book=law) is expected


@pytest.mark.django_db
def test_the_start_is_read_in_local_time(law, campaign, city):
    dossier(
        campaign,
        city,
        date(2024, 11, 20),
        starts_at=datetime(2024, 11, 25, 0, 0, tzinfo=HCM),
    )

    assert counted_by(procedures.THEME, campaign)["TT-03"] == 1


@pytest.mark.django_db
def test_nothing_filed_has_no_rate(campaign):
    assert counted_by(procedures.THEME, campaign)["TT-05"] is None
