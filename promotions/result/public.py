"""What the public page says of the result: only what stands with the Division."""

from promotions.models import Promotion, ResultReport
from promotions.result.owing import must_report


def reported(promotion: Promotion) -> ResultReport | None:
    """Return the report that was sent or received; one sent back is none."""
    if not must_report(promotion):
        return None
    return ResultReport.objects.handed_in().filter(promotion=promotion).first()
