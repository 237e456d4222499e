from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import DistrictKind


class DistrictQuerySet(models.QuerySet["District"]):
    def valid_on(self, day: date) -> Self:
        """Return the districts that existed on ``day``; ``valid_until`` is exclusive."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        )


class District(models.Model):
    """A district-level unit of the province, with the time it existed.

    Thanh Hoá had 27 in November 2024. The code is that of the General Statistics
    Office.
    """

    code = models.CharField(_("code"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=DistrictKind.choices)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_valid_until_after_from",
                condition=Q(valid_until__gt=F("valid_from")),
                violation_error_message=_("The end must come after the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
