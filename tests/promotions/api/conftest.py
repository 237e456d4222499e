import pytest

FRIDAY_MORNING = "2024-11-29T09:00+07:00"


@pytest.fixture(autouse=True)
def friday_morning(settings):
    settings.PORTAL_CLOCK = FRIDAY_MORNING
