from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from phonenumber_field.modelfields import PhoneNumberField
from stdnum.vn import mst

from accounts.models import District
from promotions.models.merchant import Merchant

DIGITS_OF_A_BRANCH = 13


def validate_branch_code(value: str) -> None:
    """Refuse what is no tax code of a branch: ten digits and a number of three."""
    if len(mst.compact(value)) != DIGITS_OF_A_BRANCH or not mst.is_valid(value):
        raise ValidationError(
            _("The tax code of a branch has 13 digits: those of the merchant and 3."),
            code="branch_code",
        )


class Branch(models.Model):
    """A branch acts for its merchant and may hold promotions.

    Legal source: Commercial Law 2005, Article 91.
    """

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.CASCADE,
        related_name="branches",
    )
    name = models.CharField(_("name of the branch"), max_length=250)
    tax_code = models.CharField(
        _("tax code of the branch"),
        max_length=14,
        blank=True,
        validators=[validate_branch_code],
    )
    address = models.CharField(_("address"), max_length=300)
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.PROTECT,
        related_name="branches",
    )
    phone = PhoneNumberField(_("phone"), blank=True)
    may_file = models.BooleanField(_("may hold promotions"), default=True)

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_name_once", fields=["merchant", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name
