from datetime import timedelta
from uuid import uuid4

from django.http import QueryDict

import pytest

from accounts.once import ContentConflict
from notifications.models import Notice
from promotions.models import SavedSearch
from promotions.saved_searches import asking
from promotions.saved_searches.asking import (
    ASKED_AGAIN_AFTER,
    MOST_FOR_ONE,
    NoCampaign,
    ask_for_news,
    confirm,
    leave,
)
from tests.promotions.factories import SavedSearchFactory, the_campaign

pytestmark = pytest.mark.django_db
EMAIL = "lan@thu.example"


@pytest.fixture
def now():
    return the_campaign().starts_at + timedelta(hours=1)


def ask(now, *, email=EMAIL, query="q=nem", key=None):
    ask_for_news(email, QueryDict(query), language="vi", key=key or uuid4(), at=now)


def test_first_request_sends_one_link_and_nothing_is_on_yet(now):
    ask(now, email="Lan@Thu.example")

    search = SavedSearch.objects.get()
    assert (search.email, search.query) == (EMAIL, "q=nem")
    assert search.confirmed_at is None
    assert search.expires_at == the_campaign().ends_at
    notice = Notice.objects.get()
    assert notice.recipient == EMAIL
    assert "/khuyen-mai/tin-moi/xac-nhan/" in notice.body
    assert "nem" in notice.body


def test_same_form_sent_twice_asks_once(now):
    key = uuid4()
    ask(now, key=key)
    ask(now, key=key)

    assert Notice.objects.count() == 1


def test_key_of_another_form_is_a_conflict(now):
    key = uuid4()
    ask(now, key=key)

    with pytest.raises(ContentConflict):
        ask(now, key=key, query="q=mam")


@pytest.mark.parametrize(
    ("later", "mails"),
    [(ASKED_AGAIN_AFTER - timedelta(seconds=1), 1), (ASKED_AGAIN_AFTER, 2)],
)
def test_unconfirmed_search_may_be_asked_for_again_after_an_hour(now, later, mails):
    ask(now)
    ask(now + later)

    assert (SavedSearch.objects.count(), Notice.objects.count()) == (1, mails)


def test_confirmed_search_sends_no_further_link(now):
    SavedSearchFactory(confirmed=True, email=EMAIL, query="q=nem")

    ask(now)

    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("present", "mails"), [(MOST_FOR_ONE - 1, 1), (MOST_FOR_ONE, 0)]
)
def test_address_has_a_bounded_number_of_searches(now, present, mails):
    for number in range(present):
        SavedSearchFactory(email=EMAIL, query=f"q={number}")

    ask(now)

    assert Notice.objects.count() == mails


@pytest.mark.parametrize(
    ("before_end", "is_open"), [(timedelta(seconds=1), True), (timedelta(), False)]
)
def test_news_can_be_asked_for_until_the_campaign_ends(before_end, is_open):
    moment = the_campaign().ends_at - before_end

    assert (asking.ends_at(at=moment) is not None) == is_open
    if not is_open:
        with pytest.raises(NoCampaign):
            ask(moment)


def test_confirming_switches_on_once(now):
    search = SavedSearchFactory()

    confirm(search.pk, at=now)
    confirm(search.pk, at=now + timedelta(hours=1))

    search.refresh_from_db()
    assert search.confirmed_at == search.seen_at == now


def test_nothing_can_be_confirmed_after_leaving(now):
    search = SavedSearchFactory()
    leave(search.pk)

    assert confirm(search.pk, at=now) is None


def test_leaving_forgets_the_address_and_nobody_else():
    search = SavedSearchFactory(confirmed=True, email=EMAIL, query="q=nem")
    SavedSearchFactory(confirmed=True, email=EMAIL, query="q=mam")
    other = SavedSearchFactory(confirmed=True)

    leave(search.pk)
    leave(search.pk)

    assert list(SavedSearch.objects.all()) == [other]
