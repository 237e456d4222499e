"""How an officer gets an account: by invitation, with a password of their own.

Nobody types a password for somebody else. The administrator vouches for the address;
the mail that lets the officer choose a password reaches only who reads it.
"""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

import structlog
from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str

from accounts.models import User

log = structlog.get_logger(__name__)


def invite(person: User, *, by: User) -> User:
    """Save a new person without a password and send the mail to choose one."""
    with transaction.atomic():
        person.set_unusable_password()
        person.is_staff = person.is_superuser
        person.save()
        EmailAddress.objects.create(
            user=person, email=person.email, primary=True, verified=True
        )
        send_set_password(person)
    log.info("person_invited", person=person.pk, by=by.pk)
    return person


def send_set_password(user: User) -> bool:
    """Send an active person the address at which to choose a password.

    The address works once and for three days; an earlier one stays valid until a
    password is chosen. Returns whether a mail was written.
    """
    if not user.is_active:
        return False
    key = {
        "uidb36": user_pk_to_url_str(user),
        "key": default_token_generator.make_token(user),
    }
    path = reverse("account_reset_password_from_key", kwargs=key)
    context = {
        "password_reset_url": f"{settings.PORTAL_ORIGIN}{path}",
        "unit_name": user.unit.name if user.unit is not None else "",
    }
    get_adapter().send_mail("accounts/mail/set_password", user.email, context)
    return True
