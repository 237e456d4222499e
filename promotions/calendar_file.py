"""The dates of a promotion as a file for the calendar of a phone."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from icalendar import Calendar, Event

from promotions.enums import PromotionState
from promotions.models import Promotion


def calendar_file(promotion: Promotion, *, at: datetime) -> bytes:
    """Return one iCalendar event from the first to the last moment.

    A suspended or delisted promotion is «cancelled» there, so that a phone that holds
    the event and asks again takes it out.
    """
    address = f"{settings.PORTAL_ORIGIN}{promotion.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{promotion.reference}@{settings.PORTAL_ORIGIN.split('//')[-1]}")
    event.add("dtstamp", at)
    event.add("dtstart", promotion.starts_at)
    event.add("dtend", promotion.ends_at)
    event.add("summary", promotion.name)
    event.add("url", address)
    event.add(
        "description",
        gettext("Promotion of %(merchant)s, registered as %(reference)s. %(address)s")
        % {
            "merchant": promotion.merchant.name,
            "reference": promotion.reference,
            "address": address,
        },
    )
    is_announced = promotion.state in {PromotionState.PUBLISHED, PromotionState.ENDED}
    event.add("status", "CONFIRMED" if is_announced else "CANCELLED")
    calendar = Calendar()
    calendar.add("prodid", "-//Sở Công Thương Thanh Hoá//Khuyến mại//VI")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
