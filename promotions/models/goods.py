from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _

from accounts.permissions import Person, is_officer


class GoodsGroupQuerySet(models.QuerySet["GoodsGroup"]):
    def visible_to(self, user: Person) -> Self:
        """Officers see every group on their desk; the register shows it to all."""
        return self if is_officer(user) else self.none()


class GoodsGroup(models.Model):
    """A group of goods or services, for facets and for the prohibited lists."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_facet = models.BooleanField(_("shown in the public search"), default=True)

    objects = GoodsGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of goods")
        verbose_name_plural = _("groups of goods")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return (get_language() == "en" and self.name_en) or self.name
