from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pgtrigger

from accounts.models import User
from accounts.permissions import Person, is_of_department
from documents.models import FileKind, IssuedFile
from promotions.enums import PaperForm
from promotions.models.promotion import Promotion

GOODS_IN_A_PAPER = 500
GOODS_IN_A_REQUEST = 100
MAX_ATTEMPTS = 3
TRIED_AGAIN_AFTER = timedelta(minutes=5)


class VersionQuerySet(models.QuerySet["DossierVersion"]):
    def visible_to(self, user: Person) -> Self:
        """The Department sees every version; merchants those of their own dossiers."""
        if is_of_department(user):
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(promotion__merchant__members__user=user)

    def to_make(self, *, real_now: datetime) -> Self:
        """Return what waits for the worker to make its papers."""
        return self.filter(
            Q(begun_at__isnull=True) | Q(begun_at__lt=real_now - TRIED_AGAIN_AFTER),
            made_at__isnull=True,
            attempt_count__lt=MAX_ATTEMPTS,
        )


class DossierVersion(models.Model):
    """A dossier as it was handed in, whatever is changed afterwards.

    ``facts`` is everything its papers say but the goods, which follow in
    ``VersionGoods``. The database refuses to change or delete it. Papers of many goods
    are made by the worker: ``made_at`` is when that was done, or that there is nothing
    to do.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="versions",
    )
    number = models.PositiveSmallIntegerField(_("submission no."))
    submitted_at = models.DateTimeField(_("submitted at"))
    facts = models.JSONField(_("content"))
    goods_count = models.PositiveIntegerField(_("number of goods"))
    attempt_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    begun_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a dossier")
        verbose_name_plural = _("versions of dossiers")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_number_once",
                fields=["promotion", "number"],
            ),
        ]
        indexes = [
            models.Index(
                name="dossier_version_to_make",
                fields=["begun_at"],
                condition=Q(made_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays_as_handed_in",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "promotion_id", "number", "submitted_at", "facts", "goods_count"
                )
                | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.promotion.reference} ({self.number})"

    @property
    def is_waiting(self) -> bool:
        return self.made_at is None and self.attempt_count < MAX_ATTEMPTS

    @property
    def has_failed(self) -> bool:
        return self.made_at is None and self.attempt_count >= MAX_ATTEMPTS


class VersionGoods(models.Model):
    """Goods of a version, a thousand in a row, as lists of values."""

    version = models.ForeignKey(
        DossierVersion, on_delete=models.PROTECT, related_name="goods"
    )
    part = models.PositiveSmallIntegerField(_("part"))
    rows = models.JSONField(_("goods"))

    class Meta:
        verbose_name = _("goods of a version")
        verbose_name_plural = _("goods of versions")
        ordering = ["part"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_part_once", fields=["version", "part"]
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="written_once", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.part}"


class PaperQuerySet(models.QuerySet["OfficialPaper"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(version__in=DossierVersion.objects.visible_to(user))


class OfficialPaper(models.Model):
    """A paper of a version as it was issued: each form once as each kind of file."""

    version = models.ForeignKey(
        DossierVersion,
        verbose_name=_("version of a dossier"),
        on_delete=models.PROTECT,
        related_name="papers",
    )
    form = models.CharField(_("form"), max_length=12, choices=PaperForm.choices)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind.choices)
    file = models.OneToOneField(
        IssuedFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("official paper")
        verbose_name_plural = _("official papers")
        ordering = ["version", "form", "kind"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_issued_once",
                fields=["version", "form", "kind"],
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_form_display())
