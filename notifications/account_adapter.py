"""Mail of the log-in pages goes through the outbox like every other notice.

So a log-in page never waits for a mail server, and a password reset asked for while
the server is away is sent when it returns. Every message is an event of its own: a
second password reset is a second mail.
"""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import get_language

from allauth.account.adapter import DefaultAccountAdapter

from notifications.outbox import enqueue
from notifications.permissions import LOG_IN_MAIL


class PortalAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Merchants open their own accounts."""
        return True

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Enqueue ``accounts/mail/<name>`` in the language of the page."""
        name = template_prefix.rpartition("/")[2]
        enqueue(
            f"{LOG_IN_MAIL}{name}",
            event_key=f"account:{name}:{uuid4().hex}",
            recipient=email,
            context=context,
            language=get_language() or settings.LANGUAGE_CODE,
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _at_origin(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: Any
    ) -> str:
        return _at_origin(
            super().get_email_confirmation_url(request, emailconfirmation)
        )

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """Send the key to active people only: nobody else could use it."""
        if user.is_active:
            super().send_password_reset_mail(user, email, context)


def _at_origin(url: str) -> str:
    """Return the address at the portal's own origin, whatever host was asked for.

    A link that carries a key must not be led elsewhere by a forged Host header.
    """
    return f"{settings.PORTAL_ORIGIN}{urlsplit(url).path}"
