from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Person
from promotions.enums import KeyScope
from promotions.models.merchant import Merchant


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def visible_to(self, user: Person) -> Self:
        """A merchant's people see its keys; officers have no business with them."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(merchant__members__user=user)

    def usable(self, *, at: datetime) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class ApiKey(models.Model):
    """What lets a merchant's software act for one merchant, within its scopes.

    Only a hash of the secret is kept; ``prefix`` is the part of it that is shown. The
    key acts in the name of the owner who made it and is worth no more than that owner.
    """

    merchant = models.ForeignKey(
        Merchant,
        verbose_name=_("merchant"),
        on_delete=models.PROTECT,
        related_name="api_keys",
    )
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(_("beginning of the key"), max_length=16, unique=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    scopes = ArrayField(
        models.CharField(max_length=10, choices=KeyScope.choices),
        verbose_name=_("what the key may do"),
    )
    created_at = models.DateTimeField(_("created at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("expires at"))
    last_used_at = models.DateTimeField(_("last used at"), null=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("revoked by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_expires_after_creation",
                condition=Q(expires_at__gt=F("created_at")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_may_something",
                condition=~Q(scopes=[]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_revoked_by_somebody",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_names(self) -> list[str]:
        return [str(KeyScope(scope).label) for scope in self.scopes]
