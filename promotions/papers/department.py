"""The head of every paper of the department: the province above, then who writes."""

from datetime import datetime

from django.utils import timezone

from documents.blocks import Letterhead
from promotions.papers.parts import PLACE
from promotions.papers.wording import DEPARTMENT


def department_head(
    at: datetime,
    *,
    kind: str = "",
    subject: str = "",
    symbol: str = "",
    addressees: tuple[str, ...] = (),
    day_is_blank: bool = False,
) -> Letterhead:
    """Return it with the day of ``at``, written out unless the registry fills it."""
    return Letterhead(
        parent="UBND TỈNH THANH HOÁ",
        issuer="SỞ CÔNG THƯƠNG",
        issuer_name=DEPARTMENT,
        place=PLACE,
        dated=timezone.localdate(at),
        day_is_blank=day_is_blank,
        kind=kind,
        subject=subject,
        symbol=symbol,
        addressees=addressees,
    )
