from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from promotions.enums import PrizeKind
from promotions.models.promotion import Promotion


class Prize(models.Model):
    """A kind of prize of a contest or game of chance."""

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.CASCADE,
        related_name="prizes",
    )
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(
        _("kind of prize"),
        max_length=8,
        choices=PrizeKind.choices,
        blank=True,
        default="",
        db_default="",
    )
    name = models.CharField(_("prize"), max_length=200)
    quantity = models.PositiveIntegerField(_("number of prizes"))
    value_vnd = models.BigIntegerField(_("value of one prize"))

    class Meta:
        verbose_name = _("prize")
        verbose_name_plural = _("prizes")
        ordering = ["promotion", "position"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_amounts_positive",
                condition=Q(quantity__gt=0, value_vnd__gte=0),
                violation_error_message=_("Give a number of prizes and their value."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
