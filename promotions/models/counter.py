from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceCounter(models.Model):
    """The last number given to a dossier in a year; see ``references.py``."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last_number = models.PositiveIntegerField(_("last number"))

    class Meta:
        verbose_name = _("counter of references")
        verbose_name_plural = _("counters of references")

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"
