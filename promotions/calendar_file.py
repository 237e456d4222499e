"""Dates as a file for the calendar of a phone."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from icalendar import Calendar, Event

from promotions.enums import PromotionState
from promotions.models import Promotion

MAKER = "-//Sở Công Thương Thanh Hoá//Tuần lễ thương mại điện tử//VI"


def calendar_of(
    *,
    uid: str,
    period: tuple[datetime, datetime],
    summary: str,
    description: str,
    at: datetime,
    url: str = "",
    is_confirmed: bool = True,
) -> bytes:
    """Return a calendar of one event in the half-open ``period``."""
    event = Event()
    event.add("uid", f"{uid}@{settings.PORTAL_ORIGIN.split('//')[-1]}")
    event.add("dtstamp", at)
    event.add("dtstart", period[0])
    event.add("dtend", period[1])
    event.add("summary", summary)
    event.add("description", description)
    event.add("status", "CONFIRMED" if is_confirmed else "CANCELLED")
    if url:
        event.add("url", url)
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_file(promotion: Promotion, *, at: datetime) -> bytes:
    """Return the time of a promotion.

    A suspended promotion is «cancelled», so that a phone that holds the event and asks
    again takes it out.
    """
    assert promotion.starts_at is not None
    assert promotion.ends_at is not None
    address = f"{settings.PORTAL_ORIGIN.rstrip('/')}{promotion.get_absolute_url()}"
    facts = {
        "merchant": promotion.merchant.name,
        "reference": promotion.reference,
        "address": address,
    }
    return calendar_of(
        uid=promotion.reference,
        period=(promotion.starts_at, promotion.ends_at),
        summary=promotion.name,
        description=gettext(
            "Promotion of %(merchant)s, registered as %(reference)s. %(address)s"
        )
        % facts,
        at=at,
        url=address,
        is_confirmed=promotion.state
        in {PromotionState.PUBLISHED, PromotionState.ENDED},
    )
