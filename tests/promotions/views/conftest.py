"""Who is logged in at the merchants' pages, and what time it is."""

import pytest

from tests.promotions.factories import MerchantMemberFactory

BEFORE_THE_WEEK = "2024-11-20T09:00+07:00"


@pytest.fixture(autouse=True)
def days_before_the_campaign(settings):
    settings.PORTAL_CLOCK = BEFORE_THE_WEEK


@pytest.fixture
def membership():
    return MerchantMemberFactory()


@pytest.fixture
def merchant(membership):
    return membership.merchant


@pytest.fixture
def member(client, membership):
    """A browser of the merchant's own person."""
    client.force_login(membership.user)
    return client
