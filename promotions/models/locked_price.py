from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from promotions.models.item import Item
from promotions.models.merchant import Merchant
from promotions.models.promotion import Promotion


class LockedPrice(models.Model):
    """What one item cost when its promotion was announced; never changed again.

    Prices are whole đồng a unit. ``goods_key`` is name, brand and unit in small letters
    with single blanks, so that the same goods are found in later promotions. The
    database itself refuses to change or delete a row.
    """

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="locked_prices",
    )
    item = models.ForeignKey(
        Item,
        verbose_name=_("item"),
        on_delete=models.PROTECT,
        related_name="locked_prices",
        db_index=False,
    )
    goods_key = models.CharField(max_length=400)
    price_before_vnd = models.BigIntegerField(_("price before the promotion"))
    price_now_vnd = models.BigIntegerField(_("price in the promotion"), null=True)
    locked_at = models.DateTimeField(_("locked at"))

    class Meta:
        verbose_name = _("locked price")
        verbose_name_plural = _("locked prices")
        ordering = ["locked_at", "pk"]
        indexes = [
            models.Index(
                name="locked_price_goods", fields=["merchant", "goods_key", "locked_at"]
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_a_moment",
                fields=["item", "locked_at"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_negative",
                condition=Q(price_before_vnd__gte=0),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="write_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return self.goods_key
