import pytest

from campaigns import clock
from tests.complaints.factories import RECEIVED_AT


@pytest.fixture(autouse=True)
def friday_morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: RECEIVED_AT)
