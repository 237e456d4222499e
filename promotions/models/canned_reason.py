from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.permissions import Person, is_of_trade_management
from promotions.enums import ReasonFor


class CannedReasonQuerySet(models.QuerySet["CannedReason"]):
    def visible_to(self, user: Person) -> Self:
        """Only the Trade Management Division decides by them."""
        return self if is_of_trade_management(user) else self.none()


@pghistory.track(model_name="CannedReasonRevision")
class CannedReason(models.Model):
    """A text with which officers begin a reason, so that like cases read alike.

    The head of the Division keeps them. ``text`` may name facts of the dossier in
    braces (``promotions/canned_reasons.py``). One that is no longer active stays.
    """

    title = models.CharField(_("title"), max_length=150)
    verb = models.CharField(_("for"), max_length=20, choices=ReasonFor.choices)
    text = models.TextField(_("text"), max_length=4000)
    is_active = models.BooleanField(_("active"), default=True)

    objects = CannedReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("canned reason")
        verbose_name_plural = _("canned reasons")
        ordering = ["verb", "title"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_title_once",
                fields=["verb", "title"],
                violation_error_message=_(
                    "There is already a canned reason with this title."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title
