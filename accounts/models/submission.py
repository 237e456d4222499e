from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A public POST that was carried out once, and the receipt it was given.

    Written only by ``accounts/once.py``.
    """

    key = models.UUIDField(_("client key"))
    purpose = models.CharField(_("purpose"), max_length=40)
    content_sha256 = models.CharField(_("hash of the content"), max_length=64)
    receipt = models.CharField(_("receipt"), max_length=100)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_key_once", fields=["purpose", "key"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"
