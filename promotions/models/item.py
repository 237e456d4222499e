from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from promotions.enums import CeilingExemption
from promotions.models.goods import GoodsGroup
from promotions.models.promotion import Promotion


class Item(models.Model):
    """Goods or a service in a promotion, with its price before and now.

    Prices are whole đồng a unit. A gift that comes with it is named with its value.
    ``discount_percent`` is what the merchant declares.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.CASCADE,
        related_name="items",
    )
    position = models.PositiveIntegerField(_("order"))
    name = models.CharField(_("name of the goods or service"), max_length=250)
    goods_group = models.ForeignKey(
        GoodsGroup,
        verbose_name=_("group of goods"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    brand = models.CharField(_("brand"), max_length=100, blank=True)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=30)
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True)
    price_before_vnd = models.BigIntegerField(_("price before the promotion"))
    price_now_vnd = models.BigIntegerField(
        _("price in the promotion"), null=True, blank=True
    )
    discount_percent = models.DecimalField(
        _("discount, %"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    gift_name = models.CharField(_("gift"), max_length=250, blank=True)
    gift_group = models.ForeignKey(
        GoodsGroup,
        verbose_name=_("group of the gift"),
        on_delete=models.PROTECT,
        related_name="gifts",
        null=True,
        blank=True,
    )
    gift_value_vnd = models.BigIntegerField(_("value of the gift"), default=0)
    exemption = models.CharField(
        _("exempt from the ceiling because"),
        max_length=14,
        choices=CeilingExemption.choices,
        blank=True,
    )
    is_state_priced = models.BooleanField(
        _("the State sets the exact price"), default=False
    )
    price_floor_vnd = models.BigIntegerField(
        _("lowest price set by the State"), null=True, blank=True
    )
    alcohol_percent = models.DecimalField(
        _("alcohol, % vol"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    is_local = models.BooleanField(_("made in Thanh Hoá"), default=False)
    is_ocop = models.BooleanField(_("OCOP product"), default=False)
    is_vietnamese = models.BooleanField(_("made in Viet Nam"), default=False)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["promotion", "position"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_position_once",
                fields=["promotion", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_amounts_not_negative",
                condition=Q(price_before_vnd__gte=0, gift_value_vnd__gte=0)
                & (Q(price_now_vnd__isnull=True) | Q(price_now_vnd__gte=0)),
                violation_error_message=_("An amount may not be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
