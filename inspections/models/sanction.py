from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from inspections.models.inspection import Inspection


@pghistory.track(model_name="SanctionRevision")
class Sanction(models.Model):
    """An administrative sanction. The amount is what the officer types; not judged."""

    inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.CASCADE,
        related_name="sanctions",
    )
    decision_ref = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    fine_vnd = models.BigIntegerField(_("fine"))
    remedy = models.TextField(_("further sanctions and remedies"), blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["inspection", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_decision_once",
                fields=["decision_ref", "decided_on"],
                violation_error_message=_("This decision is already recorded."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_fine_not_negative",
                condition=Q(fine_vnd__gte=0),
                violation_error_message=_("An amount may not be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.decision_ref
