from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

QUERY_LENGTH = 500


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def lapsed(self, *, at: datetime, unconfirmed_since: datetime) -> Self:
        """Return what is over, or was asked for and never confirmed."""
        never = models.Q(confirmed_at=None, asked_at__lte=unconfirmed_since)
        return self.filter(models.Q(expires_at__lte=at) | never)


class SavedSearch(models.Model):
    """A list of the register whose news somebody wants by e-mail.

    Nothing is sent before the address is confirmed. Leaving deletes the row, as does
    the end of the campaign. ``query`` is the canonical query of the list.
    """

    email = models.EmailField(_("e-mail"))
    query = models.CharField(_("query"), max_length=QUERY_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=5)
    consent_version = models.CharField(_("version of the consent"), max_length=20)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("news are told up to"))
    told_at = models.DateTimeField(_("last mail at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires at"))

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["email", "query"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
