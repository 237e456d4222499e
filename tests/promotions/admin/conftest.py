from django.utils import translation

import pytest


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client):
    """Log somebody in and return the client that reads English: ``desk(user)``."""

    def logged_in(user):
        client.force_login(user)
        return client

    return logged_in
