from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"


class IssuedFile(models.Model):
    """A paper the portal produced, verifiable by its code and its SHA-256.

    ``about`` names what it is for people («Báo cáo gửi Bộ Công Thương, lần 3»), never
    a person. The bytes lie in private storage under a name that says nothing.
    """

    code = models.CharField(_("verification code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind.choices)
    about = models.CharField(_("about"), max_length=300)
    filename = models.CharField(_("file name"), max_length=120)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size_bytes = models.PositiveIntegerField(_("size in bytes"))
    file = models.FileField(_("file"), upload_to="issued/%Y/%m/")
    issued_at = models.DateTimeField(_("issued at"))

    class Meta:
        verbose_name = _("issued file")
        verbose_name_plural = _("issued files")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.filename}"
