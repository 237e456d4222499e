"""No complaint is lost: what was received is open with a unit, set aside, or closed.

Of the closed ones those whose personal data were deleted by policy are counted apart.

Counted every night twice over: from the complaints, and from the journal of events, which
the database refuses to change or delete. One statement reads both, so that what happens
meanwhile makes no difference. A row deleted behind the portal's back leaves its events,
and a state changed without its verb leaves none.
"""

import json
from datetime import datetime

from django.db import connection
from django.utils import timezone

import structlog

from complaints.models import ComplaintBalance
from complaints.models.complaint import CLOSED_STATES

log = structlog.get_logger(__name__)

COUNTED = """
WITH standing AS (
    SELECT c.state = ANY(%(closed)s) AS is_closed,
        c.quarantined_at IS NOT NULL AS is_set_aside,
        c.buried_at IS NOT NULL AS is_buried, coalesce(u.code, '') AS unit
    FROM complaints_complaint c
    LEFT JOIN complaints_referral r ON r.complaint_id = c.id AND r.role = 'lead'
    LEFT JOIN accounts_unit u ON u.id = r.unit_id
), last_moves AS (
    SELECT DISTINCT ON (record_id) to_state FROM complaints_complaintevent
    WHERE from_state <> to_state ORDER BY record_id, id DESC
)
SELECT
    (SELECT count(DISTINCT record_id) FROM complaints_complaintevent
     WHERE verb = 'receive'),
    (SELECT count(*) FROM last_moves WHERE to_state = ANY(%(closed)s)),
    (SELECT count(*) FROM standing WHERE is_closed AND NOT is_buried),
    (SELECT jsonb_object_agg(unit, number)::text FROM (
        SELECT unit, count(*) AS number FROM standing
        WHERE NOT is_closed AND NOT is_set_aside GROUP BY unit) AS open),
    (SELECT count(*) FROM standing WHERE is_set_aside AND NOT is_closed),
    (SELECT count(*) FROM standing WHERE is_closed AND is_buried),
    (SELECT count(DISTINCT record_id) FROM complaints_complaintevent
     WHERE verb = 'bury')
"""


COLUMNS = (
    "received",
    "closed_in_journal",
    "closed",
    "open_by_unit",
    "quarantined",
    "buried",
    "buried_in_journal",
)


def take_balance(*, at: datetime) -> ComplaintBalance:
    """Count, and keep it as the balance of the day; the first of a day stands."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"closed": sorted(CLOSED_STATES)})
        counted = dict(zip(COLUMNS, cursor.fetchone(), strict=True))
    counted["open_by_unit"] = json.loads(counted["open_by_unit"] or "{}")
    balance, is_new = ComplaintBalance.objects.get_or_create(
        counted_on=timezone.localdate(at),
        defaults={"counted_at": at, **counted},
    )
    if is_new and not balance.is_balanced:
        log.critical(
            "complaints_unbalanced",
            difference=balance.difference,
            closed=balance.closed,
            closed_in_journal=balance.closed_in_journal,
            buried=balance.buried,
            buried_in_journal=balance.buried_in_journal,
        )
    return balance


def newest_balance() -> ComplaintBalance | None:
    return ComplaintBalance.objects.first()
