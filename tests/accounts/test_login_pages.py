"""The log-in pages in our words: what somebody meets from sign-up to a new password."""

from django.core import mail
from django.urls import reverse
from django.utils.translation import override

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str

from accounts.models import User
from tests.accounts.factories import PASSWORD, UserFactory
from tests.thanhhoa_ecom.pages import Page

NEW_PASSWORD = "mot-mat-khau-khac-de-thu"

pytestmark = pytest.mark.django_db


def merchant() -> User:
    user = UserFactory()
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


def heading(response) -> str:
    text = response.content.decode()
    return text.split('<h1 class="page-title">')[1].split("</h1>")[0]


def reset_address(user: User) -> str:
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key", args=[user_pk_to_url_str(user), key]
    )


def test_addresses_are_vietnamese_words() -> None:
    assert reverse("account_login") == "/tai-khoan/dang-nhap/"
    assert reverse("account_signup") == "/tai-khoan/dang-ky/"
    assert reverse("account_reset_password") == "/tai-khoan/quen-mat-khau/"


def test_the_fields_are_named_in_vietnamese(client) -> None:
    page = client.get(reverse("account_signup")).content.decode()

    assert "Địa chỉ e-mail" in page
    assert "Ít nhất 10 ký tự." in page
    assert "Nhập lại mật khẩu đó" in page
    assert "placeholder" not in page


def test_a_wrong_password_is_told_in_vietnamese_and_keeps_the_address(client) -> None:
    user = merchant()

    response = client.post(
        reverse("account_login"), {"login": user.email, "password": "sai"}
    )

    page = Page(response.content.decode())
    assert (
        "Địa chỉ e-mail hoặc mật khẩu không đúng. Bạn kiểm tra lại cả hai." in page.text
    )
    assert page.with_id("id_login")[0].attributes["value"] == user.email
    assert len(page.with_id("error-summary")) == 1


def test_an_unlike_repetition_and_a_weak_password_say_what_to_do(client) -> None:
    response = client.post(
        reverse("account_signup"),
        {"email": "moi@thu.example", "password1": "1234567890", "password2": "khac"},
    )

    page = response.content.decode()
    assert "Mật khẩu chỉ gồm chữ số. Bạn thêm chữ cái." in page
    assert "Mật khẩu này nhiều người dùng, dễ bị đoán." in page
    assert "moi@thu.example" in page


def test_an_empty_form_names_each_missing_field(client) -> None:
    page = Page(client.post(reverse("account_signup"), {}).content.decode())

    links = {a.attributes["href"] for a in page.named("a")}
    assert {"#id_email", "#id_password1", "#id_password2"} <= links
    assert page.text.count("Bạn cần điền mục này.") == 6


def test_logging_in_and_out_leads_home(client) -> None:
    user = merchant()

    entered = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}
    )
    left = client.post(reverse("account_logout"), follow=True)

    assert entered.url == reverse("after_login")
    assert left.redirect_chain == [(reverse("home"), 302)]
    assert "Bạn đã đăng xuất." in left.content.decode()


def test_logging_out_asks_first(client) -> None:
    client.force_login(merchant())

    response = client.get(reverse("account_logout"))

    assert heading(response) == "Đăng xuất"


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("account_inactive", "Tài khoản này đã đóng"),
        ("account_email_verification_sent", "Xác nhận địa chỉ e-mail"),
        ("account_reset_password", "Quên mật khẩu"),
        ("account_reset_password_done", "Bạn mở hộp thư"),
        ("account_reset_password_from_key_done", "Đã đổi mật khẩu"),
    ],
)
def test_each_open_page_has_our_words(client, route: str, words: str) -> None:
    assert heading(client.get(reverse(route))) == words


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("account_change_password", "Đổi mật khẩu"),
        ("account_email", "Địa chỉ e-mail của bạn"),
        ("account_reauthenticate", "Xác nhận đúng là bạn"),
    ],
)
def test_each_page_of_a_logged_in_person_has_our_words(
    client, route: str, words: str
) -> None:
    user = merchant()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert heading(client.get(reverse(route))) == words


def test_a_forgotten_password_is_replaced_through_the_link(client) -> None:
    user = merchant()

    form = client.get(reset_address(user), follow=True)
    done = client.post(
        form.request["PATH_INFO"],
        {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        follow=True,
    )

    user.refresh_from_db()
    assert heading(form) == "Đặt mật khẩu mới"
    assert heading(done) == "Đã đổi mật khẩu"
    assert user.check_password(NEW_PASSWORD)


def test_a_used_link_says_so_and_offers_a_new_one(client) -> None:
    user = merchant()
    address = reset_address(user)
    user.set_password(NEW_PASSWORD)
    user.save()

    response = client.get(address)

    assert heading(response) == "Đường dẫn này không còn dùng được"
    assert reverse("account_reset_password") in response.content.decode()


def test_an_address_is_confirmed_only_by_a_click_on_the_page(client) -> None:
    address = EmailAddress.objects.create(
        user=UserFactory(email="moi@thu.example"), email="moi@thu.example", primary=True
    )
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])

    page = client.get(link)
    address.refresh_from_db()
    verified_by_looking = address.verified
    client.post(link)
    address.refresh_from_db()

    assert heading(page) == "Xác nhận địa chỉ e-mail"
    assert "moi@thu.example" in page.content.decode()
    assert (verified_by_looking, address.verified) == (False, True)


def test_a_false_confirmation_link_says_what_to_do(client) -> None:
    response = client.get(reverse("account_confirm_email", args=["sai"]))

    assert heading(response) == "Đường dẫn này không còn dùng được"


def test_the_pages_exist_in_english(client) -> None:
    with override("en"):
        address = reverse("account_login")

    assert address == "/en/tai-khoan/dang-nhap/"
    assert heading(client.get(address)) == "Log in"


def test_nothing_is_mailed_by_looking_at_the_pages(client) -> None:
    for route in ("account_login", "account_signup", "account_reset_password"):
        client.get(reverse(route))

    assert mail.outbox == []
