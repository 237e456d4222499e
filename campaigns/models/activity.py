from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.models import Unit
from accounts.permissions import Person, is_officer
from campaigns.enums import ActivityKind
from campaigns.models.campaign import Campaign
from campaigns.permissions import sees_every_activity


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Person) -> Self:
        """Return all to who sums up, its own to every other unit."""
        if sees_every_activity(user):
            return self
        if is_officer(user):
            return self.filter(unit=user.unit)
        return self.none()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    model_name="ActivityRevision",
)
class Activity(models.Model):
    """What a unit did for the campaign; the report to the Ministry counts these."""

    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.PROTECT,
        related_name="activities",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="activities",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind.choices)
    title = models.CharField(_("what was done"), max_length=300)
    done_on = models.DateField(_("done on"))
    quantity = models.PositiveIntegerField(_("number"), default=1)
    reached_count = models.PositiveIntegerField(_("people reached"), default=0)
    link = models.URLField(_("link"), blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    reported_at = models.DateTimeField(_("reported at"))

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_quantity_positive",
                condition=Q(quantity__gt=0),
                violation_error_message=_("The number must be at least 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
