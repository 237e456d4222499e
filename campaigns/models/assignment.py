from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from campaigns.enums import TaskRole
from campaigns.models.campaign import Campaign


class Assignment(models.Model):
    """One task that the plan gives to one unit, in the plan's own words."""

    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    role = models.CharField(_("role"), max_length=10, choices=TaskRole.choices)
    section = models.CharField(_("section of the plan"), max_length=20)
    position = models.PositiveSmallIntegerField(_("order"))
    task = models.TextField(_("task"))

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["campaign", "section", "position", "unit"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_per_unit",
                fields=["campaign", "section", "position", "unit"],
                violation_error_message=_("The unit already has this task."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.task[:60]}"
