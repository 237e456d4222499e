from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from inspections.models.inspection import Inspection


@pghistory.track(model_name="InspectedGoodsRevision")
class InspectedGoods(models.Model):
    """Goods held, sampled, seized or destroyed in an inspection."""

    inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.CASCADE,
        related_name="goods",
    )
    name = models.CharField(_("goods"), max_length=250)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=30)
    value_vnd = models.BigIntegerField(_("value"))
    handling = models.CharField(_("how it was handled"), max_length=200)

    class Meta:
        verbose_name = _("inspected goods")
        verbose_name_plural = _("inspected goods")
        ordering = ["inspection", "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_amounts_not_negative",
                condition=Q(quantity__gt=0, value_vnd__gte=0),
                violation_error_message=_("Give a quantity and a value."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
