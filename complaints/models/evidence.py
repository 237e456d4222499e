"""Files that prove a complaint: on their way, kept, and who had them in hand."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.permissions import Person
from complaints.models.complaint import Complaint

FILENAME_CHARACTERS = 150


class ScanResult(models.TextChoices):
    """What a scanner for harmful files said; an error says nothing about the file."""

    NOT_SCANNED = "not_scanned", _("Not scanned")
    WAITING = "waiting", _("Waits for the scanner")
    CLEAN = "clean", _("Nothing harmful found")
    INFECTED = "infected", _("Harmful")
    ERROR = "error", _("The scanner could not answer")


class CustodyAct(models.TextChoices):
    STORED = "stored", _("stored")
    SCANNED = "scanned", _("scanned")
    PREPARED = "prepared", _("picture to look at made")
    VIEWED = "viewed", _("looked at")
    DOWNLOADED = "downloaded", _("original downloaded")


class Upload(models.Model):
    """A file on its way or waiting to be claimed by a complaint.

    ``token`` is the handle of whoever sends it, unguessable and good for nothing else.
    What nobody claims is deleted after a while.
    """

    token = models.CharField(_("handle"), max_length=43, unique=True)
    filename = models.CharField(_("file name"), max_length=FILENAME_CHARACTERS)
    media_type = models.CharField(_("type"), max_length=40)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size_bytes = models.PositiveIntegerField(_("size in bytes"))
    received_bytes = models.PositiveIntegerField(_("received so far"), default=0)
    file = models.CharField(_("file"), max_length=60)
    last_received_at = models.DateTimeField(_("last received at"), db_index=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_received_within_size",
                condition=Q(received_bytes__lte=F("size_bytes")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_complete_when_all_is_here",
                condition=Q(completed_at__isnull=True)
                | Q(received_bytes=F("size_bytes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}: {self.received_bytes}/{self.size_bytes}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Person) -> Self:
        """Those who handle the complaint: a photo may show who complains."""
        handled = Complaint.objects.handled_by(user)
        return self.filter(complaint__in=handled.values("pk"))

    def to_prepare(self, *, at: datetime) -> Self:
        return self.filter(next_try_at__lte=at)


class Evidence(models.Model):
    """A sealed file of a complaint; the original is never changed nor shown inline.

    ``preview`` is a picture made anew from the pixels, without what a camera notes in
    the file (place, device). Where it cannot be made there is none. ``next_try_at`` is
    when the worker scans and prepares next; empty once that is done.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    filename = models.CharField(_("file name"), max_length=FILENAME_CHARACTERS)
    media_type = models.CharField(_("type"), max_length=40)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size_bytes = models.PositiveIntegerField(_("size in bytes"))
    file = models.CharField(_("file"), max_length=60, editable=False, db_index=True)
    preview = models.CharField(
        _("picture to look at"), max_length=60, blank=True, editable=False
    )
    stored_at = models.DateTimeField(_("stored at"))
    scan = models.CharField(
        _("scan"), max_length=12, choices=ScanResult.choices, editable=False
    )
    scan_detail = models.CharField(_("what was found"), max_length=200, blank=True)
    scanned_at = models.DateTimeField(_("scanned at"), null=True, blank=True)
    prepared_at = models.DateTimeField(_("prepared at"), null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_a_complaint",
                fields=["complaint", "sha256"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sha256_is_a_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]
        indexes = [
            models.Index(
                name="evidence_to_prepare",
                fields=["next_try_at"],
                condition=Q(next_try_at__isnull=False),
            )
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.complaint_id:06d}-{self.pk}"

    @property
    def is_held_back(self) -> bool:
        """Whether nobody opens the original now: harmful, or not yet known.

        Where no scanner is set up, nothing waits for one.
        """
        if self.scan in {ScanResult.WAITING, ScanResult.ERROR}:
            return bool(settings.CLAMD_URL)
        return self.scan == ScanResult.INFECTED


class CustodyEntry(models.Model):
    """Who had a piece of evidence in hand, when and why; only ever added to."""

    evidence = models.ForeignKey(
        Evidence,
        verbose_name=_("piece of evidence"),
        on_delete=models.PROTECT,
        related_name="custody",
    )
    act = models.CharField(
        _("what happened"), max_length=10, choices=CustodyAct.choices
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    actor = models.CharField(_("acted as"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    happened_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("entry of custody")
        verbose_name_plural = _("entries of custody")
        ordering = ["happened_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.act}"
