"""Asking for the news of a list, confirming the address, and leaving again.

An address is never written to before its owner has opened the link sent there once and
pressed the button. Whether an address is known is never told: every request is answered
alike. Legal source of the consent: Decree 13/2023/NĐ-CP, Articles 11 and 12.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from accounts.once import submit_once
from campaigns.current import current_campaign
from notifications.outbox import enqueue
from promotions.filters import in_words
from promotions.models import SavedSearch
from promotions.saved_searches import tokens

CONSENT_VERSION = "2024-11"
MOST_FOR_ONE = 5
ASKED_AGAIN_AFTER = timedelta(hours=1)


class NoCampaign(Exception):
    """There is no campaign whose news could be sent."""


def ends_at(*, at: datetime) -> datetime | None:
    """Return when the news of the campaign end, or None where there are none."""
    campaign = current_campaign(at=at)
    return campaign.ends_at if campaign and campaign.ends_at > at else None


def ask_for_news(
    email: str, query: QueryDict, *, language: str, key: UUID, at: datetime
) -> None:
    """Send the link that confirms the address, where there is something to confirm.

    A known search, one asked for within the hour, and one too many for the address
    change nothing and send nothing. Raises ``NoCampaign`` and ``ContentConflict``.
    """
    until = ends_at(at=at)
    if until is None:
        raise NoCampaign
    address, text = email.lower(), query.urlencode()

    def create() -> str:
        _ask(address, text, language=language, at=at, until=until)
        return "asked"

    content = [address, text, language]
    submit_once(key, purpose="saved_search", content=content, create=create)


def confirm(pk: int, *, at: datetime) -> SavedSearch | None:
    """Switch the news on; a second time changes nothing. None where it was left."""
    with transaction.atomic():
        search = SavedSearch.objects.select_for_update().filter(pk=pk).first()
        if search is not None and search.confirmed_at is None:
            search.confirmed_at = search.seen_at = at
            search.save(update_fields=["confirmed_at", "seen_at"])
    return search


def leave(pk: int) -> None:
    """Forget every saved search of the address to which this one belongs."""
    email = SavedSearch.objects.filter(pk=pk).values("email")
    SavedSearch.objects.filter(email__in=email).delete()


def _ask(
    email: str, query: str, *, language: str, at: datetime, until: datetime
) -> None:
    if SavedSearch.objects.filter(email=email).exclude(query=query).count() >= (
        MOST_FOR_ONE
    ):
        return
    search, is_new = SavedSearch.objects.select_for_update().get_or_create(
        email=email,
        query=query,
        defaults={
            "language": language,
            "consent_version": CONSENT_VERSION,
            "asked_at": at,
            "seen_at": at,
            "expires_at": until,
        },
    )
    if not is_new:
        if search.confirmed_at or search.asked_at > at - ASKED_AGAIN_AFTER:
            return
        search.asked_at = at
        search.save(update_fields=["asked_at"])
    enqueue(
        "promotions/mail/search_confirm",
        event_key=f"saved_search:{search.pk}:asked:{at.isoformat()}",
        recipient=email,
        context={
            "words": in_words(QueryDict(query), at=at),
            "address": tokens.confirm_url(search),
            "until": until,
        },
        language=language,
    )
