from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

import pgtrigger


class StateEvent(models.Model):
    """One step in the life of a record: who, when, from, to, why.

    Each app has its own table of events with a foreign key named ``record``. Rows
    are only ever added: the database itself refuses to change or delete one. ``by``
    is empty where the public or the portal acted; ``actor`` then says who.
    """

    verb = models.CharField(_("what happened"), max_length=40)
    from_state = models.CharField(_("from"), max_length=30, blank=True)
    to_state = models.CharField(_("to"), max_length=30)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    actor = models.CharField(_("acted as"), max_length=200)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    happened_at = models.DateTimeField(_("when"))

    class Meta:
        abstract = True
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["happened_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.from_state} → {self.to_state}"
