"""How often a complaint may be looked up, by one address and for one code.

Counted in the database, in its own statement before anything is compared, so that
neither a lost cache nor parallel tries let a guesser through. Every try counts, right
or wrong, and for codes that do not exist as well: a refusal tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

from complaints.models import LookupCount

FORGOTTEN_AFTER = timedelta(days=1)
# Sorted, so that two counting the same rows at once wait for each other in one order.
_COUNT = """
WITH asked AS (
  SELECT * FROM unnest(%(whom)s::text[], %(since)s::timestamptz[]) AS a(whom, since)
)
INSERT INTO complaints_lookupcount AS stored (whom, began_at, count)
SELECT whom, %(at)s, 1 FROM asked ORDER BY whom
ON CONFLICT (whom) DO UPDATE SET (count, began_at) = (
  SELECT CASE WHEN runs THEN stored.count + 1 ELSE 1 END,
         CASE WHEN runs THEN stored.began_at ELSE %(at)s END
  FROM (SELECT stored.began_at > since AND stored.began_at <= %(at)s AS runs
        FROM asked WHERE asked.whom = stored.whom) AS window_of
)
RETURNING whom, count, began_at
"""
_READ = """
SELECT whom, count, began_at FROM complaints_lookupcount AS stored
JOIN unnest(%(whom)s::text[], %(since)s::timestamptz[]) AS asked(whom, since)
  USING (whom)
WHERE stored.began_at > since AND stored.began_at <= %(at)s
"""


@dataclass(frozen=True)
class Limit:
    """At most ``tries`` in ``window``, counted from the first of them."""

    name: str
    tries: int
    window: timedelta

    def blocked_until(self, whom: str, *, at: datetime) -> datetime | None:
        """Count one try; return when the next is allowed if this one is too many."""
        return count_tries([(self, whom)], at=at)[0]

    def hash_of(self, whom: str) -> str:
        return salted_hmac(f"lookup:{self.name}", whom, algorithm="sha256").hexdigest()


def count_tries(
    tries: Sequence[tuple[Limit, str]], *, at: datetime
) -> list[datetime | None]:
    """Count one try of each in one statement; return when each is allowed again."""
    return _blocks(_COUNT, tries, at=at)


def read_tries(
    tries: Sequence[tuple[Limit, str]], *, at: datetime
) -> list[datetime | None]:
    """Return what ``count_tries`` said last, counting nothing."""
    return _blocks(_READ, tries, at=at)


def _blocks(
    statement: str, tries: Sequence[tuple[Limit, str]], *, at: datetime
) -> list[datetime | None]:
    hashes = [limit.hash_of(whom) for limit, whom in tries]
    values: dict[str, Any] = {
        "whom": hashes,
        "since": [at - limit.window for limit, _ in tries],
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = {whom: (count, began) for whom, count, began in cursor.fetchall()}
    counted = zip(tries, map(found.get, hashes), strict=True)
    return [
        row[1] + limit.window if row and row[0] > limit.tries else None
        for (limit, _), row in counted
    ]


# An address may be shared by many phones of one mobile network.
PER_ADDRESS = Limit("address", tries=60, window=timedelta(minutes=15))
# Four digits have 10 000 values: at this pace all of them take six weeks, and only
# for somebody who already holds the code.
PER_CODE = Limit("code", tries=10, window=timedelta(hours=1))


def blocked_until(*, address: str, code: str, at: datetime) -> datetime | None:
    """Count the try of both; return the later end of a block, if any."""
    ends = count_tries([(PER_ADDRESS, address), (PER_CODE, code)], at=at)
    return max((end for end in ends if end is not None), default=None)


def forget_old(*, at: datetime) -> None:
    LookupCount.objects.filter(began_at__lt=at - FORGOTTEN_AFTER).delete()
