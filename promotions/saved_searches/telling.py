"""The news of saved searches: one mail a day for each address, only if there are any."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

import structlog

from notifications.outbox import enqueue
from promotions.filters import PromotionFilter, in_words
from promotions.models import Promotion, SavedSearch
from promotions.saved_searches.tokens import CONFIRM_WITHIN, leave_url

ONE_DAY = timedelta(days=1)
LISTED = 10
ADDRESSES_A_RUN = 2_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class News:
    """What is new in one list, and where the whole list is."""

    words: str
    promotions: list[Promotion]
    has_more: bool
    address: str


def tell_news(*, at: datetime) -> int:
    """Forget what has lapsed, then send the news that are due; return how many mails.

    Each address has a transaction of its own, and is passed over while another run
    holds it.
    """
    SavedSearch.objects.lapsed(at=at, unconfirmed_since=at - CONFIRM_WITHIN).delete()
    count = sum(_tell(email, at=at) for email in list(_due(at)))
    if count:
        log.info("saved_searches_told", count=count)
    return count


def _due(at: datetime) -> Iterator[str]:
    """Yield the addresses that had no mail for a day, the longest waiting first."""
    told = SavedSearch.objects.filter(email=OuterRef("email"), told_at__gt=at - ONE_DAY)
    waiting = SavedSearch.objects.confirmed().exclude(Exists(told))
    emails = waiting.order_by("seen_at", "pk").values_list("email", flat=True)
    yield from dict.fromkeys(emails[:ADDRESSES_A_RUN])


def _tell(email: str, *, at: datetime) -> bool:
    with transaction.atomic():
        own = SavedSearch.objects.confirmed().filter(email=email)
        searches = list(own.select_for_update(skip_locked=True).order_by("pk"))
        if not searches or any(_was_told(search, at) for search in searches):
            return False
        language = searches[0].language
        with translation.override(language):
            found = [news for search in searches if (news := _news(search, at=at))]
        if not found:
            return False
        enqueue(
            "promotions/mail/search_news",
            event_key=f"saved_search:{searches[0].pk}:news:{at.isoformat()}",
            recipient=email,
            context={"found": found, "leave": leave_url(searches[0])},
            language=language,
            is_urgent=False,
            unsubscribe_url=leave_url(searches[0]),
        )
        own.filter(pk__in=[search.pk for search in searches]).update(
            told_at=at, seen_at=at
        )
    return True


def _was_told(search: SavedSearch, at: datetime) -> bool:
    return search.told_at is not None and search.told_at > at - ONE_DAY


def _news(search: SavedSearch, *, at: datetime) -> News | None:
    """Return what was published since the last mail; merely similar words do not count."""
    query = QueryDict(search.query)
    facets = PromotionFilter(query, queryset=Promotion.objects.public(), at=at)
    listed = facets.qs.filter(published_at__gt=search.seen_at, published_at__lte=at)
    if facets.found and facets.found.is_similar:
        return None
    rows = listed.select_related("merchant").order_by("-published_at", "-pk")
    promotions = list(rows[: LISTED + 1])
    if not promotions:
        return None
    return News(
        words=in_words(query, at=at),
        promotions=promotions[:LISTED],
        has_more=len(promotions) > LISTED,
        address=_list_address(search.query),
    )


def _list_address(query: str) -> str:
    origin = settings.PORTAL_ORIGIN.rstrip("/")
    return f"{origin}{reverse('promotion_search')}?{query}".removesuffix("?")
