from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger


class FileKind(models.TextChoices):
    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"


class IssuedFile(models.Model):
    """A paper the portal produced, verifiable by its code and its SHA-256.

    ``about`` names what it is for people («Báo cáo gửi Bộ Công Thương, lần 3»), never
    a person. The bytes lie in private storage under a name that says nothing. A row is
    written once: the database refuses to change or delete it, as what was issued
    cannot be unsaid.
    """

    code = models.CharField(_("verification code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind.choices)
    about = models.CharField(_("about"), max_length=300)
    filename = models.CharField(_("file name"), max_length=120)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size_bytes = models.PositiveIntegerField(_("size in bytes"))
    file = models.FileField(_("file"), upload_to="issued/%Y/%m/")
    issued_at = models.DateTimeField(_("issued at"))

    class Meta:
        verbose_name = _("issued file")
        verbose_name_plural = _("issued files")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    code__regex=r"^TL-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"
                ),
                name="%(app_label)s_%(class)s_code_is_written_properly",
                violation_error_message=_(
                    "A verification code looks like TL-7K3M-9QXD."
                ),
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="%(app_label)s_%(class)s_sha256_is_a_hash",
                violation_error_message=_("A SHA-256 has 64 hexadecimal digits."),
            ),
            models.CheckConstraint(
                condition=Q(size_bytes__gt=0),
                name="%(app_label)s_%(class)s_file_is_not_empty",
                violation_error_message=_("An issued file cannot be empty."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.filename}"
