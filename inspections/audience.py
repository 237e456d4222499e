"""Whom the outcome of an inspection reaches, and by which way."""

from dataclasses import dataclass

from django.db.models import Count, Q

from inspections.models import Inspection


@dataclass(frozen=True)
class Audience:
    """How many linked complainants are told, counted without naming one."""

    total: int
    by_email: int
    by_lookup: int

    @property
    def unreachable(self) -> int:
        """Those who left neither an e-mail address nor a phone number."""
        return self.total - self.by_email - self.by_lookup


def audience_of(inspection: Inspection) -> Audience:
    counts = inspection.complaints.aggregate(
        total=Count("pk"),
        by_email=Count("pk", filter=~Q(email="")),
        by_lookup=Count("pk", filter=Q(email="") & ~Q(phone="")),
    )
    return Audience(**counts)
