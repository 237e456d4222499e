"""The law book as read from the database."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

import pytest

from promotions.law.book import LawBook, LegalFactMissing, programme_of
from promotions.models import LegalFact
from tests.campaigns.factories import CampaignFactory

pytestmark = pytest.mark.django_db

DAY = date(2024, 11, 18)


def test_the_book_is_read_with_three_queries(django_assert_num_queries):
    CampaignFactory()

    with django_assert_num_queries(3):
        book = LawBook.on(DAY)

    assert book.number("discount_ceiling_percent") == 50
    assert [p.name for p in book.programmes] == ["Online Friday 2024"]
    assert "liquor" in book.prohibited("promoted", first=DAY, last=DAY)


def test_only_published_concentrated_campaigns_are_programmes():
    CampaignFactory(draft=True)
    CampaignFactory(next_year=True, is_concentrated=False)

    assert LawBook.on(DAY).programmes == ()


def test_a_programme_has_the_window_and_the_ceilings_of_its_campaign():
    campaign = CampaignFactory(discount_ceiling_percent=Decimal(70))

    programme = programme_of(campaign)

    assert timezone.localdate(programme.starts_at) == date(2024, 11, 25)
    assert programme.discount_ceiling_percent == 70
    assert programme.value_ceiling_percent == 100


def test_a_missing_fact_stops_the_judgment_and_says_how_to_mend_it():
    LegalFact.objects.filter(code="discount_ceiling_percent").delete()
    book = LawBook.on(DAY)

    with pytest.raises(LegalFactMissing, match=r"manage\.py load_law"):
        book.number("discount_ceiling_percent")


def test_before_the_decree_there_is_no_ceiling_to_be_found():
    with pytest.raises(LegalFactMissing, match="2018-07-14"):
        LawBook.on(DAY).number("discount_ceiling_percent", on=date(2018, 7, 14))
