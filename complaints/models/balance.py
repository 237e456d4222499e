from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintBalance(models.Model):
    """What became of all complaints ever received, as counted in one night.

    ``open_by_unit`` is keyed by the code of the unit that leads, by «» where none does.
    ``closed`` are those whose personal data are still here; ``buried`` are closed too,
    but only what names nobody is left of them. ``received``, ``closed_in_journal`` (both
    of them) and ``buried_in_journal`` come from the append-only events, the rest from
    the complaints themselves.
    """

    counted_on = models.DateField(_("counted on"), unique=True)
    counted_at = models.DateTimeField(_("counted at"))
    received = models.PositiveIntegerField(_("received"))
    open_by_unit = models.JSONField(_("open by unit"), default=dict)
    quarantined = models.PositiveIntegerField(
        _("set aside as possible spam"), default=0, db_default=0
    )
    buried = models.PositiveIntegerField(
        _("closed, personal data deleted by policy"), default=0, db_default=0
    )
    buried_in_journal = models.PositiveIntegerField(
        _("deleted by policy in the journal"), default=0, db_default=0
    )
    closed = models.PositiveIntegerField(_("closed"))
    closed_in_journal = models.PositiveIntegerField(_("closed in the journal"))

    class Meta:
        verbose_name = _("balance of complaints")
        verbose_name_plural = _("balances of complaints")
        ordering = ["-counted_on"]
        get_latest_by = "counted_on"

    def __str__(self) -> str:
        return f"{self.counted_on:%d/%m/%Y}"

    @property
    def open(self) -> int:
        return sum(self.open_by_unit.values())

    @property
    def difference(self) -> int:
        """How many were received and are nowhere now; below 0, the other way round."""
        kept = self.open + self.quarantined + self.closed
        return self.received - kept - self.buried

    @property
    def is_balanced(self) -> bool:
        return (
            self.difference == 0
            and self.closed + self.buried == self.closed_in_journal
            and self.buried == self.buried_in_journal
        )
