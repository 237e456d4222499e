"""How often a complaint may be looked up, by one address and for one code.

Counted in the database, in its own statement before anything is compared, so that
neither a lost cache nor parallel tries let a guesser through. Every try counts, right
or wrong, and for codes that do not exist as well: a refusal tells nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from complaints.models import LookupCount

FORGOTTEN_AFTER = timedelta(days=1)
_COUNT = """
INSERT INTO complaints_lookupcount AS stored (whom, began_at, count)
VALUES (%(whom)s, %(at)s, 1)
ON CONFLICT (whom) DO UPDATE SET
  count = CASE WHEN stored.began_at > %(since)s AND stored.began_at <= %(at)s
               THEN stored.count + 1 ELSE 1 END,
  began_at = CASE WHEN stored.began_at > %(since)s AND stored.began_at <= %(at)s
                  THEN stored.began_at ELSE %(at)s END
RETURNING count, began_at
"""


@dataclass(frozen=True)
class Limit:
    """At most ``tries`` in ``window``, counted from the first of them."""

    name: str
    tries: int
    window: timedelta

    def blocked_until(self, whom: str, *, at: datetime) -> datetime | None:
        """Count one try; return when the next is allowed if this one is too many."""
        values: dict[str, str | datetime] = {
            "whom": salted_hmac(
                f"lookup:{self.name}", whom, algorithm="sha256"
            ).hexdigest(),
            "at": at,
            "since": at - self.window,
        }
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, values)
            count, began_at = cursor.fetchone()
        if count == 1:
            forget_old(at=at)
        return began_at + self.window if count > self.tries else None


# An address may be shared by many phones of one mobile network.
PER_ADDRESS = Limit("address", tries=60, window=timedelta(minutes=15))
# Four digits have 10 000 values: at this pace all of them take six weeks, and only
# for somebody who already holds the code.
PER_CODE = Limit("code", tries=10, window=timedelta(hours=1))


def blocked_until(*, address: str, code: str, at: datetime) -> datetime | None:
    """Count the try of both; return the later end of a block, if any."""
    ends = [
        PER_ADDRESS.blocked_until(address, at=at),
        PER_CODE.blocked_until(code, at=at),
    ]
    return max((end for end in ends if end is not None), default=None)


def forget_old(*, at: datetime) -> None:
    LookupCount.objects.filter(began_at__lt=at - FORGOTTEN_AFTER).delete()
