import re
import socket
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

import allauth
import pytest
from allauth.account.models import EmailAddress
from structlog.testing import capture_logs

from accounts.models import User
from notifications import delivery
from notifications.models import Notice
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "mot-mat-khau-moi-va-dai"
LINK = re.compile(r"http://testserver(/\S+)")
BY_CODE = {"login_code", "password_reset_code"}


@pytest.fixture
def merchant():
    user = UserFactory(email="lan@thu.example")
    EmailAddress.objects.create(
        user=user, email=user.email, primary=True, verified=True
    )
    return user


def log_in(client, email, password):
    answers = {"login": email, "password": password}
    return client.post(reverse("account_login"), answers)


def ask_for_reset(client, email, **more):
    return client.post(reverse("account_reset_password"), {"email": email}, **more)


def link_of(notice):
    return LINK.search(notice.body)[1]


def is_logged_in(client):
    return "_auth_user_id" in client.session


def test_signing_up_confirming_and_logging_in(client):
    answers = {
        "email": "moi@thu.example",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }

    client.post(reverse("account_signup"), answers)

    assert mail.outbox == []
    assert not is_logged_in(client)
    notice = Notice.objects.get()
    assert notice.template == "accounts/mail/email_confirmation_signup"
    assert notice.recipient == "moi@thu.example"
    path = link_of(notice)
    assert client.get(path).status_code == 200
    assert not EmailAddress.objects.get().verified
    client.post(path)
    assert EmailAddress.objects.get().verified
    log_in(client, "moi@thu.example", NEW_PASSWORD)
    assert is_logged_in(client)
    assert User.objects.get().unit is None


def test_an_unconfirmed_address_cannot_log_in_and_is_told_again(client):
    UserFactory(email="moi@thu.example")

    log_in(client, "moi@thu.example", PASSWORD)

    assert not is_logged_in(client)
    assert [n.template for n in Notice.objects.all()] == [
        "accounts/mail/email_confirmation"
    ]


def test_resetting_a_password_end_to_end(client, merchant):
    ask_for_reset(client, merchant.email)

    path = link_of(Notice.objects.get())
    form = client.get(path, follow=True)
    new = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form.redirect_chain[-1][0], new)

    assert log_in(client, merchant.email, PASSWORD).status_code == 200
    log_in(client, merchant.email, NEW_PASSWORD)
    assert is_logged_in(client)
    assert Notice.objects.filter(template="accounts/mail/password_reset").count() == 1


def test_a_second_reset_is_a_second_mail(client, merchant):
    ask_for_reset(client, merchant.email)
    ask_for_reset(client, merchant.email)

    assert Notice.objects.count() == 2


def test_no_mail_leaves_in_the_request_but_through_the_outbox(client, merchant):
    ask_for_reset(client, merchant.email)
    assert mail.outbox == []

    delivery.deliver_due(at=timezone.now())

    assert [message.to for message in mail.outbox] == [["lan@thu.example"]]
    assert Notice.objects.get().body == ""


def test_somebody_without_account_is_told_so_by_mail_only(client, merchant):
    ask_for_reset(client, "ai-do@thu.example")

    notice = Notice.objects.get()
    assert notice.template == "accounts/mail/unknown_account"
    assert link_of(notice) == reverse("account_signup")


def test_signing_up_twice_does_not_tell_the_page_who_has_an_account(client, merchant):
    answers = {
        "email": merchant.email,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }

    known = client.post(reverse("account_signup"), answers)
    unknown = client.post(
        reverse("account_signup"), {**answers, "email": "x@thu.example"}
    )

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    notice = Notice.objects.get(recipient=merchant.email)
    assert notice.template == "accounts/mail/account_already_exists"


def test_the_dismissed_receive_no_key(client, merchant):
    User.objects.update(is_active=False)

    ask_for_reset(client, merchant.email)

    assert not Notice.objects.filter(template__endswith="password_reset_key").exists()


@pytest.mark.parametrize(("language", "opens"), [("vi", "/tai-khoan/"), ("en", "/en/")])
def test_the_mail_speaks_the_language_of_the_page(client, merchant, language, opens):
    with translation.override(language):
        address = reverse("account_reset_password")

    client.post(address, {"email": merchant.email})

    notice = Notice.objects.get()
    assert link_of(notice).startswith(opens)
    assert ("Somebody, probably you" in notice.body) == (language == "en")


def test_a_forged_host_does_not_lead_the_key_elsewhere(client, merchant, settings):
    settings.ALLOWED_HOSTS = ["*"]

    ask_for_reset(client, merchant.email, headers={"host": "ke-gian.example"})

    notice = Notice.objects.get()
    assert "ke-gian.example" not in notice.body
    assert link_of(notice).startswith(reverse("account_reset_password"))


def test_log_in_works_while_cache_and_broker_are_away(
    client, merchant, settings, django_capture_on_commit_callbacks
):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"redis://127.0.0.1:{free.getsockname()[1]}/0"
    cache = {**settings.CACHES["default"], "LOCATION": nobody}
    settings.CACHES = {"default": cache}

    assert client.get(reverse("account_login")).status_code == 200
    with django_capture_on_commit_callbacks(execute=False):
        ask_for_reset(client, merchant.email)
    assert log_in(client, merchant.email, "sai").status_code == 200
    log_in(client, merchant.email, PASSWORD)

    assert is_logged_in(client)
    assert Notice.objects.count() == 1


def test_nothing_personal_reaches_the_log(client, merchant, caplog):
    with capture_logs() as logs:
        log_in(client, merchant.email, "sai")
        ask_for_reset(client, merchant.email)
        ask_for_reset(client, "ai-do@thu.example")

    assert "thu.example" not in f"{logs} {caplog.text}"


def test_every_mail_that_the_login_pages_know_has_our_text():
    package = Path(allauth.__file__).parent / "templates/account/email"
    ours = settings.BASE_DIR / "templates/accounts/mail"
    known = {p.name.removesuffix("_subject.txt") for p in package.glob("*_subject.txt")}

    written = {p.name.removesuffix("_subject.txt") for p in ours.glob("*_subject.txt")}

    assert written - known == {"set_password"}
    assert known - written == BY_CODE
    assert {
        p.name.removesuffix("_body.txt") for p in ours.glob("*_body.txt")
    } == written
