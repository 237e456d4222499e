import pytest

from tests.promotions.factories import MerchantMemberFactory, PromotionFactory
from tests.promotions.sheets.jobs import NOW


@pytest.fixture(autouse=True)
def before_the_week(settings):
    settings.PORTAL_CLOCK = NOW.isoformat()


@pytest.fixture
def dossier():
    """A draft with its dates and no goods, of a merchant with one person."""
    member = MerchantMemberFactory()
    return PromotionFactory(declared=True, merchant=member.merchant, item=None)
