from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

import pgtrigger

from documents.models import IssuedFile
from reports.models.report import Report


class Download(models.Model):
    """Who took which file of a report, and when."""

    report = models.ForeignKey(
        Report,
        verbose_name=_("summary report"),
        on_delete=models.PROTECT,
        related_name="downloads",
    )
    file = models.ForeignKey(
        IssuedFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="downloads",
    )
    downloaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("downloaded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    downloaded_at = models.DateTimeField(_("downloaded at"))

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.downloaded_at:%d/%m/%Y %H:%M}"
