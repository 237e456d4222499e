from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.enums import UnitKind
from accounts.models.district import District


@pghistory.track(model_name="UnitRevision")
class Unit(models.Model):
    """An office that takes part in a campaign: whose work a record is.

    ``parent`` is the office a unit reports to: a market surveillance team's parent
    is the provincial market surveillance department, a division's the leadership.
    ``symbol`` is the mark of the unit in the numbers of its papers («XNK»).
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=200)
    symbol = models.CharField(_("symbol in paper numbers"), max_length=20, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("reports to"),
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
    )
    districts = models.ManyToManyField(
        District,
        verbose_name=_("districts"),
        related_name="units",
        blank=True,
        help_text=_("Where the unit works; empty means the whole province."),
    )
    email = models.EmailField(_("e-mail for notices"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_per_single_kind",
                fields=["kind"],
                condition=Q(
                    is_active=True,
                    kind__in=[
                        UnitKind.IMPORT_EXPORT,
                        UnitKind.TRADE_MANAGEMENT,
                        UnitKind.OFFICE,
                        UnitKind.INSPECTORATE,
                        UnitKind.LEADERSHIP,
                        UnitKind.MARKET_SURVEILLANCE,
                        UnitKind.CONSUMER_ASSOCIATION,
                        UnitKind.BUSINESS_ASSOCIATION,
                    ],
                ),
                violation_error_message=_(
                    "There is already an active unit of this kind."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
