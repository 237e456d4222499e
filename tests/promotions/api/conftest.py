from django.test import Client

import pytest

from tests.promotions.factories import ApiKeyFactory

FRIDAY_MORNING = "2024-11-29T09:00+07:00"
SECRET = "km_abcdefgh-secret-of-a-test"


@pytest.fixture(autouse=True)
def friday_morning(settings):
    settings.PORTAL_CLOCK = FRIDAY_MORNING


@pytest.fixture
def key():
    return ApiKeyFactory(secret=SECRET)


@pytest.fixture
def merchant(key):
    return key.merchant


@pytest.fixture
def software(key):
    """A client that sends the key of the merchant with everything."""
    return Client(headers={"Authorization": f"Bearer {SECRET}"})
