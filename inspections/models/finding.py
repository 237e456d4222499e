from django.db import models
from django.utils.translation import gettext_lazy as _

import pghistory

from inspections.enums import ViolationGroup
from inspections.models.inspection import Inspection


@pghistory.track(model_name="FindingRevision")
class Finding(models.Model):
    """A violation found, by group and article. Articles are free text with a pick list."""

    inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.CASCADE,
        related_name="findings",
    )
    group = models.CharField(
        _("violation group"), max_length=16, choices=ViolationGroup.choices
    )
    article = models.CharField(_("article"), max_length=200)
    description = models.TextField(_("description"))

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["inspection", "pk"]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.article}"
