"""The number a dossier is known by: KM-2024-000123, counted anew each year.

The counter's row is locked until the transaction ends, so no number is given twice;
a transaction that fails leaves its number to the next one. Gaps (a draft thrown away)
mean nothing.
"""

from datetime import datetime

from django.db import connection
from django.utils import timezone

_NEXT = """
    INSERT INTO promotions_referencecounter (year, last_number) VALUES (%s, 1)
    ON CONFLICT (year)
    DO UPDATE SET last_number = promotions_referencecounter.last_number + 1
    RETURNING last_number
"""


def next_reference(*, at: datetime) -> str:
    """Return the next reference of the local year of ``at``."""
    year = timezone.localtime(at).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [year])
        (number,) = cursor.fetchone()
    return f"KM-{year}-{number:06d}"
