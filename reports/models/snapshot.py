from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.enums import UnitKind
from accounts.permissions import Person, is_of
from campaigns.models import Campaign


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: Person) -> Self:
        """Those who see the reports see what they are made of."""
        if is_of(user, UnitKind.LEADERSHIP, UnitKind.IMPORT_EXPORT):
            return self
        return self.none()


class Snapshot(models.Model):
    """All figures of a campaign as they stood at one moment, frozen and hashed."""

    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        related_name="snapshots",
    )
    as_of = models.DateTimeField(_("figures as of"))
    figures = models.JSONField(_("figures"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot of figures")
        verbose_name_plural = _("snapshots of figures")
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(
                name="frozen", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.as_of:%d/%m/%Y %H:%M}"
