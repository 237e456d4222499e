from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from complaints.models.complaint import Complaint
from complaints.models.retention_rule import RetentionRule
from complaints.models.retention_run import RetentionRun
from complaints.models.subject_request import SubjectRequest


class Tombstone(models.Model):
    """What stands in place of the personal data of one report.

    ``code_sha256`` is the SHA-256 of the tracking code, by which whoever still has the
    code can be told what became of the report. ``row_count`` counts rows that were
    deleted, not those whose words were blanked.
    """

    complaint = models.OneToOneField(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="tombstone",
    )
    run = models.ForeignKey(
        RetentionRun,
        verbose_name=_("deletion run"),
        on_delete=models.PROTECT,
        related_name="tombstones",
        null=True,
        blank=True,
    )
    rule = models.ForeignKey(
        RetentionRule,
        verbose_name=_("rule of retention"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    request = models.OneToOneField(
        SubjectRequest,
        verbose_name=_("request about personal data"),
        on_delete=models.PROTECT,
        related_name="tombstone",
        null=True,
        blank=True,
    )
    buried_at = models.DateTimeField(_("personal data deleted at"))
    code_sha256 = models.CharField(
        _("hash of the tracking code"), max_length=64, unique=True
    )
    file_count = models.PositiveIntegerField(_("files deleted"))
    row_count = models.PositiveIntegerField(_("rows deleted"))

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_by_rule_or_request",
                condition=Q(run__isnull=False, rule__isnull=False, request__isnull=True)
                | Q(run__isnull=True, rule__isnull=True, request__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_code_sha256_is_a_hash",
                condition=Q(code_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}: {self.buried_at:%d/%m/%Y}"
