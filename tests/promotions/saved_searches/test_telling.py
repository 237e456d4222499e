from datetime import timedelta

import pytest

from notifications.models import Notice
from promotions.models import SavedSearch
from promotions.saved_searches.telling import LISTED, ONE_DAY, tell_news
from promotions.saved_searches.tokens import CONFIRM_WITHIN
from promotions.search import refresh_search
from tests.promotions.factories import PromotionFactory, SavedSearchFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def publish(search, name="Nem chua ngon", *, after=SECOND, **facts):
    promotion = PromotionFactory(
        published=True, name=name, published_at=search.seen_at + after, **facts
    )
    refresh_search(promotion)
    return promotion


def tell(search, *, after=timedelta(hours=1)):
    return tell_news(at=search.seen_at + after)


def test_new_match_is_told_with_its_address_and_the_way_out():
    search = SavedSearchFactory(confirmed=True)
    promotion = publish(search)

    assert tell(search) == 1

    notice = Notice.objects.get()
    assert notice.recipient == search.email
    assert promotion.get_absolute_url() in notice.body
    assert notice.unsubscribe_url in notice.body
    assert "/khuyen-mai/tin-moi/ngung/" in notice.unsubscribe_url


def test_nothing_is_told_twice():
    search = SavedSearchFactory(confirmed=True)
    publish(search)
    tell(search)

    assert tell(search, after=timedelta(hours=1) + ONE_DAY) == 0


@pytest.mark.parametrize(("after", "count"), [(ONE_DAY - SECOND, 0), (ONE_DAY, 1)])
def test_address_gets_at_most_one_mail_a_day(after, count):
    search = SavedSearchFactory(confirmed=True)
    publish(search)
    told_at = search.seen_at + timedelta(hours=1)
    tell_news(at=told_at)
    other = SavedSearchFactory(
        confirmed=True, email=search.email, query="q=mam", seen_at=told_at
    )
    publish(other, "Mắm tép")

    assert tell_news(at=told_at + after) == count


def test_all_lists_of_an_address_are_told_in_one_mail():
    search = SavedSearchFactory(confirmed=True)
    SavedSearchFactory(confirmed=True, email=search.email, query="q=mam")
    publish(search, "Nem chua một")
    publish(search, "Mắm tép hai")

    assert tell(search) == 1
    body = Notice.objects.get().body
    assert ("Nem chua một" in body, "Mắm tép hai" in body) == (True, True)


@pytest.mark.parametrize(
    ("name", "facts"),
    [("Bánh gai", {}), ("Nem chua", {"after": -SECOND}), ("Nemm chua", {})],
)
def test_other_old_and_merely_similar_promotions_are_no_news(name, facts):
    search = SavedSearchFactory(confirmed=True)
    publish(search, name, item__name="Hàng", item__brand="", **facts)

    assert tell(search) == 0


def test_unpublished_promotion_is_no_news():
    search = SavedSearchFactory(confirmed=True)
    refresh_search(PromotionFactory(received=True, name="Nem chua"))

    assert tell(search) == 0


def test_unconfirmed_address_gets_nothing():
    search = SavedSearchFactory()
    publish(search)

    assert tell(search) == 0


def test_long_list_is_cut_and_says_so():
    search = SavedSearchFactory(confirmed=True)
    for _ in range(LISTED + 1):
        publish(search)

    tell(search)

    body = Notice.objects.get().body
    assert body.count("- Nem chua") == LISTED
    assert "Danh sách còn nữa" in body


@pytest.mark.parametrize(("before", "left"), [(SECOND, 1), (timedelta(), 0)])
def test_search_is_forgotten_when_the_campaign_ends(before, left):
    search = SavedSearchFactory(confirmed=True)

    tell_news(at=search.expires_at - before)

    assert SavedSearch.objects.count() == left


@pytest.mark.parametrize(("before", "left"), [(SECOND, 1), (timedelta(), 0)])
def test_address_that_was_never_confirmed_is_forgotten(before, left):
    search = SavedSearchFactory()

    tell(search, after=CONFIRM_WITHIN - before)

    assert SavedSearch.objects.count() == left


def test_english_reader_is_told_in_english():
    search = SavedSearchFactory(confirmed=True, language="en")
    publish(search)

    tell(search)

    assert "New in your list" in Notice.objects.get().body
