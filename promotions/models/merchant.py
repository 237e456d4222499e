from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory
from phonenumber_field.modelfields import PhoneNumberField
from stdnum.vn import mst

from accounts.folding import fold
from accounts.models import District, User
from accounts.permissions import Person, is_officer
from promotions.enums import ChannelKind, MemberRole, MerchantKind


def validate_tax_code(value: str) -> None:
    """Refuse what is no tax code. Ten digits, or ten and a branch number."""
    if not mst.is_valid(value):
        raise ValidationError(
            _(
                "This tax code is not valid. A tax code has 10 digits, or 13 digits "
                "for a branch."
            ),
            code="tax_code",
        )


class MerchantQuerySet(models.QuerySet["Merchant"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see every merchant; others those they are members of."""
        if is_officer(user):
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(members__user=user)


@pghistory.track(model_name="MerchantRevision")
class Merchant(models.Model):
    """A trader who sells in the province, known by the tax code."""

    tax_code = models.CharField(
        _("tax code"), max_length=14, unique=True, validators=[validate_tax_code]
    )
    kind = models.CharField(
        _("kind of merchant"), max_length=24, choices=MerchantKind.choices
    )
    name = models.CharField(_("name"), max_length=250)
    address = models.CharField(_("head office address"), max_length=300)
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.PROTECT,
        related_name="merchants",
    )
    phone = PhoneNumberField(_("phone"))
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    representative = models.CharField(
        _("legal representative"), max_length=150, blank=True
    )
    contact_name = models.CharField(_("contact person"), max_length=150)
    contact_phone = PhoneNumberField(_("phone of the contact person"), blank=True)
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(_("created at"))

    objects = MerchantQuerySet.as_manager()

    class Meta:
        verbose_name = _("merchant")
        verbose_name_plural = _("merchants")
        ordering = ["name"]
        indexes = [
            GinIndex(
                name="merchant_search_trgm",
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded text beside what it folds."""
        self.tax_code = mst.compact(self.tax_code)
        self.search_text = fold(f"{self.name} {self.tax_code} {self.address}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class MerchantMember(models.Model):
    """A person who acts for a merchant."""

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.CASCADE,
        related_name="members",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="merchant_memberships",
    )
    role = models.CharField(_("role"), max_length=10, choices=MemberRole.choices)

    class Meta:
        verbose_name = _("member of a merchant")
        verbose_name_plural = _("members of a merchant")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["merchant", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class SalesChannel(models.Model):
    """A shop, site, marketplace stall or livestream account of a merchant."""

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.CASCADE,
        related_name="channels",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ChannelKind.choices)
    name = models.CharField(_("name"), max_length=150)
    url = models.URLField(_("link"), max_length=500, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    is_known_to_ministry = models.BooleanField(
        _("notified to or registered with the Ministry of Industry and Trade"),
        default=False,
        help_text=_("For a website or app of your own, at online.gov.vn."),
    )

    class Meta:
        verbose_name = _("sales channel")
        verbose_name_plural = _("sales channels")
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_can_be_found",
                condition=Q(kind=ChannelKind.STORE) & ~Q(address="")
                | ~Q(kind=ChannelKind.STORE) & ~Q(url=""),
                violation_error_message=_(
                    "Give the address of the shop, or the link of the online channel."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
