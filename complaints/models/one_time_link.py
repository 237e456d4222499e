from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums import LinkPurpose
from complaints.models.complaint import Complaint


class OneTimeLink(models.Model):
    """A link in a mail that lets its receiver do one thing, once, for a while.

    Only the hash of the token is kept: who reads the database cannot use a link.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="links",
    )
    purpose = models.CharField(_("purpose"), max_length=10, choices=LinkPurpose.choices)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_used_in_time",
                condition=Q(used_at__isnull=True) | Q(used_at__lt=F("expires_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.get_purpose_display()}"

    def is_open(self, *, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at
