"""What time it is for the portal.

Rules take the moment as an argument; views and tasks pass ``now()``. With
``PORTAL_CLOCK`` set, a *rehearsal clock* runs from that moment on: staff train
before a campaign, and the demo shows the running 60 hours. Every process of one start
shares ``PORTAL_CLOCK_STARTED_AT``, the real moment at which the rehearsal began.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_PROCESS_STARTED_AT = datetime.now(UTC)


def now() -> datetime:
    """Return the portal's moment: aware, and ahead or behind by the rehearsal."""
    moment = timezone.now()
    if not is_rehearsal():
        return moment
    began = _moment("PORTAL_CLOCK", settings.PORTAL_CLOCK)
    started = settings.PORTAL_CLOCK_STARTED_AT
    real_start = (
        _moment("PORTAL_CLOCK_STARTED_AT", started) if started else _PROCESS_STARTED_AT
    )
    return began + (moment - real_start)


def today() -> date:
    """Return the portal's local day."""
    return timezone.localdate(now())


def is_rehearsal() -> bool:
    return bool(settings.PORTAL_CLOCK)


@lru_cache(maxsize=4)
def _moment(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ImproperlyConfigured(
            f"{name} is {text!r}; it must be a moment with its offset, such as "
            "2024-11-29T09:00+07:00."
        )
    return moment
