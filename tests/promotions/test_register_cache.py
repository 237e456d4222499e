from django.core.cache import cache

import pytest

from campaigns import clock
from promotions import register_cache
from promotions.models import Promotion
from promotions.workflow import suspend
from tests.accounts.factories import UserFactory
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/khuyen-mai/"


@pytest.fixture(autouse=True)
def during_the_campaign(settings):
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"


@pytest.fixture
def warm(client):
    """Publish a promotion, and let a first visitor look at the list."""
    client.get(ADDRESS)  # the first look after a start opens the edition
    promotion = PromotionFactory(published=True, name="Nem chua")
    client.get(ADDRESS)
    Promotion.objects.update(name="Tên mới")  # behind the portal's back
    return promotion


def reads_old(page):
    return "Nem chua</a>" in page.text


def test_same_list_is_made_once(client, warm, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(ADDRESS)

    assert reads_old(page)


@pytest.mark.parametrize(
    ("address", "is_same"),
    [
        ("/khuyen-mai/?q=&huyen=&page=1&utm_source=x", True),
        ("/khuyen-mai/?ocop=", True),
        ("/khuyen-mai/?hinh-thuc=discount", False),
        ("/en/khuyen-mai/", False),
        ("/khuyen-mai.json", False),
    ],
)
def test_copy_serves_the_same_list_in_the_same_language_only(
    client, warm, address, is_same
):
    assert reads_old(client.get(address)) == is_same


def test_copy_says_nothing_of_what_else_stood_in_an_address(client):
    client.get(ADDRESS)
    client.get(f"{ADDRESS}?nguoi=lan@thu.example")

    assert "lan@thu.example" not in client.get(ADDRESS).text


def test_results_alone_have_a_copy_of_their_own(client, warm):
    page = client.get(ADDRESS, headers={"HX-Request": "true"})

    assert "<html" not in page.text
    assert "<html" in client.get(ADDRESS).text


def test_person_who_is_logged_in_gets_no_copy_and_leaves_none(client, warm):
    person = UserFactory()
    client.force_login(person)
    page = client.get(ADDRESS)
    assert (reads_old(page), str(person) in page.text) == (False, True)
    client.logout()

    assert str(person) not in client.get(ADDRESS).text


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_visitor_with_something_of_their_own_gets_no_copy(client, warm, cookie):
    client.cookies[cookie] = "x"

    assert not reads_old(client.get(ADDRESS))


def test_step_of_a_promotion_makes_every_copy_old(
    client, warm, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        suspend(warm, by=UserFactory(), at=clock.now(), reason="Kiểm tra giá")

    assert not reads_old(client.get(ADDRESS))


def test_step_that_is_rolled_back_leaves_the_copy(client, warm):
    register_cache.changed()  # its transaction is never committed

    assert reads_old(client.get(ADDRESS))


def test_page_with_a_form_of_its_own_is_not_shared(rf):
    cache.set("register:edition", "1")
    made = []

    def make_with_form():
        made.append(1)
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
        return register_cache.HttpResponse("a form")

    for _ in range(2):
        request = rf.get("/")
        register_cache.shared(request, "", make_with_form, kind="page")

    assert len(made) == 2


def test_browser_that_holds_the_page_gets_it_confirmed(client, warm):
    tag = client.get(ADDRESS).headers["ETag"]

    again = client.get(ADDRESS, headers={"If-None-Match": tag})
    other = client.get(ADDRESS, headers={"If-None-Match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_setting_turns_the_copies_off(client, warm, settings):
    settings.REGISTER_SHARED_SECONDS = 0

    assert not reads_old(client.get(ADDRESS))


def test_without_valkey_the_page_is_made_as_ever(client, settings, warm):
    away = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}

    page = client.get(ADDRESS)

    assert (page.status_code, reads_old(page)) == (200, False)
