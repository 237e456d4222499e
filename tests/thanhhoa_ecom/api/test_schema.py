"""The real API against its own description, with what nobody would think of.

Schemathesis makes requests that the description allows, and ones that it forbids. The
seed is fixed: the same requests each time.
"""

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from campaigns import clock
from tests.thanhhoa_ecom.api.world import FRIDAY_MORNING, SECRET, world
from thanhhoa_ecom.wsgi import application

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
EXAMPLES = 6
# A description cannot know which codes, cursors and numbers stand in the records.
KNOWS_NO_RECORDS = schemathesis.checks.positive_data_acceptance


@pytest.fixture
def records(monkeypatch, settings):
    monkeypatch.setattr(clock, "now", lambda: FRIDAY_MORNING)
    settings.API_PER_MINUTE = dict.fromkeys(settings.API_PER_MINUTE, 1_000_000)
    world()


@pytest.fixture
def one_connection():
    """Keep the transaction of the test, which the end of a request would close."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_answers_as_described(one_connection, records, case):
    case.call_and_validate(
        headers={"Authorization": f"Bearer {SECRET}"},
        excluded_checks=[KNOWS_NO_RECORDS],
    )
