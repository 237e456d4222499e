from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LookupCount(models.Model):
    """How often somebody tried to look a complaint up lately.

    ``whom`` is a keyed hash of an address or of a tracking code, so that the table
    names nobody. Written only by ``complaints/lookup_limit.py``.
    """

    whom = models.CharField(_("whose tries"), max_length=64, unique=True)
    began_at = models.DateTimeField(_("counted from"), db_index=True)
    count = models.PositiveIntegerField(_("tries"), default=1)

    class Meta:
        verbose_name = _("count of look-ups")
        verbose_name_plural = _("counts of look-ups")

    def __str__(self) -> str:
        return f"{self.whom[:8]}…: {self.count}"
