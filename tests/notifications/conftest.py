import pytest

from tests.notifications.mail_server import MailServer


@pytest.fixture
def mail_server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    yield server
    server.down()


@pytest.fixture(autouse=True)
def only_of_delivery(settings):
    """The other apps test their own watchers."""
    settings.PORTAL_WATCHERS = ["notifications.watchers.watch_delivery"]
