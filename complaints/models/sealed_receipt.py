from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from complaints.models.complaint import Complaint


class SealedReceipt(models.Model):
    """What the portal confirms to have received, as it stood then, and its signature.

    ``number`` is printed for anybody who verifies; it opens nothing. ``facts`` is what
    the paper says, in its words: ``code``, ``received_at``, ``sealed_at`` (ISO), ``kind``,
    ``category``, ``district``, ``due_on`` (ISO), ``offices`` (each with ``name`` and
    ``role``), ``text_sha256`` and ``files`` (each with ``sha256`` and ``size``). It names
    nobody and tells nothing of what was written.
    """

    number = models.CharField(_("receipt number"), max_length=20, unique=True)
    complaint = models.OneToOneField(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="sealed_receipt",
    )
    facts = models.JSONField(_("what was received"))
    signature = models.CharField(_("signature of the portal"), max_length=86)

    class Meta:
        verbose_name = _("receipt of a report")
        verbose_name_plural = _("receipts of reports")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_signed",
                condition=Q(signature__regex=r"^[\w-]{86}$"),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return self.number
