from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.permissions import Person, is_officer
from promotions.enums import Confidence, GoodsUse
from promotions.models.goods import GoodsGroup

_M = TypeVar("_M", bound=models.Model)


class DatedQuerySet(models.QuerySet[_M]):
    def visible_to(self, user: Person) -> Self:
        """Officers see the law as the portal holds it."""
        return self if is_officer(user) else self.none()

    def in_force_on(self, day: date) -> Self:
        """Return what applied on ``day``; ``in_force_until`` is exclusive."""
        return self.filter(
            Q(in_force_until__isnull=True) | Q(in_force_until__gt=day),
            in_force_from__lte=day,
        )


@pghistory.track(model_name="LegalFactRevision")
class LegalFact(models.Model):
    """A number of the law: a ceiling, a fee, a deadline, with the time it holds.

    A repealed value stays with its end; a case is judged by the law of its day. What is
    no number but a pattern of signs stands in ``text``.
    """

    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    measure = models.CharField(_("unit of measure"), max_length=30)
    text = models.CharField(
        _("pattern"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Only for facts that are a pattern: 9 stands for any digit, A for any "
            "letter, other signs for themselves; several are parted by blanks."
        ),
    )
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal fact")
        verbose_name_plural = _("legal facts")
        ordering = ["code", "in_force_from"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_a_day",
                fields=["code", "in_force_from"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_until_after_from",
                condition=Q(in_force_until__gt=F("in_force_from")),
                violation_error_message=_("The end must come after the start."),
            ),
        ]

    def __str__(self) -> str:
        if self.text:
            return f"{self.code} = {self.text}"
        return f"{self.code} = {self.value.normalize():f} {self.measure}"


@pghistory.track(model_name="GoodsProhibitionRevision")
class GoodsProhibition(models.Model):
    """A group of goods that may not be promoted, or not be used for promotion.

    Legal source: Decree 81/2018/NĐ-CP, Articles 5.1 and 5.2.
    """

    goods_group = models.ForeignKey(
        GoodsGroup,
        verbose_name=_("group of goods"),
        on_delete=models.PROTECT,
        related_name="prohibitions",
    )
    use = models.CharField(_("use"), max_length=10, choices=GoodsUse.choices)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("prohibited group of goods")
        verbose_name_plural = _("prohibited groups of goods")
        ordering = ["goods_group", "use", "in_force_from"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_a_day",
                fields=["goods_group", "use", "in_force_from"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_until_after_from",
                condition=Q(in_force_until__gt=F("in_force_from")),
                violation_error_message=_("The end must come after the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goods_group} {self.get_use_display()}"
