from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.models.unit import Unit

ONE_HEAD = _(
    "This unit already has a head. Take that tick away from the other person first."
)


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


@pghistory.track(
    fields=[
        "email",
        "full_name",
        "position",
        "unit",
        "is_head",
        "is_active",
        "is_superuser",
    ],
    model_name="UserRevision",
)
class User(AbstractUser):
    """A person who logs in with an e-mail address.

    An officer belongs to one ``unit``; a merchant's people belong to none and reach
    their merchants through ``promotions.MerchantMember``. Rights follow from the
    unit's kind (``accounts/permissions.py``), not from groups.
    """

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    position = models.CharField(_("position"), max_length=100, blank=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="members",
        null=True,
        blank=True,
    )
    is_head = models.BooleanField(
        _("head of the unit"), default=False, db_default=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="%(app_label)s_%(class)s_email_any_case",
                violation_error_message=_("This e-mail address is already in use."),
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_head_of_unit",
                fields=["unit"],
                condition=Q(is_head=True, is_active=True),
                violation_error_message=ONE_HEAD,
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name or self.email
