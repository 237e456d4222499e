from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from complaints.enums import RetentionOutcome
from complaints.models.category import Category
from promotions.enums import Confidence

FEWEST_MONTHS = 3
"""Longer than a person may ask to reopen, and than a seller may answer."""
MOST_MONTHS = 240


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


@pghistory.track(model_name="RetentionRuleRevision")
class RetentionRule(models.Model):
    """How many months the personal data of a closed report are kept.

    A rule of one group of violations goes before the rule of all groups. What no rule
    in force names is kept.
    Legal source: Decree 13/2023/NĐ-CP, Articles 3 and 16, which give no number.
    """

    outcome = models.CharField(
        _("how the report ended"), max_length=14, choices=RetentionOutcome.choices
    )
    category_group = models.CharField(
        _("violation group"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Empty: the rule holds for every group without one of its own."),
    )
    months = models.PositiveSmallIntegerField(
        _("months kept after closing"),
        validators=[MinValueValidator(FEWEST_MONTHS), MaxValueValidator(MOST_MONTHS)],
        help_text=_(
            "From 3 to 240. The last day is the day of that month with the number of "
            "the closing day; the data are due on the day after."
        ),
    )
    source = models.CharField(
        _("legal source"),
        max_length=300,
        help_text=_("The text and its number, or who decided."),
    )
    confidence = models.CharField(
        _("how sure the source is"), max_length=6, choices=Confidence.choices
    )
    is_active = models.BooleanField(
        _("in force"),
        default=True,
        help_text=_("What no rule in force names is kept without a limit."),
    )

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of retention")
        verbose_name_plural = _("rules of retention")
        ordering = ["outcome", "category_group"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once",
                fields=["outcome", "category_group"],
                violation_error_message=_(
                    "There is a rule for this ending and this group already. Change "
                    "that one."
                ),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_months_in_range",
                condition=Q(months__gte=FEWEST_MONTHS, months__lte=MOST_MONTHS),
                violation_error_message=_("Write a number of months from 3 to 240."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_outcome_is_known",
                condition=Q(outcome__in=RetentionOutcome.values),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_source",
                condition=~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        group = f", {self.category_group}" if self.category_group else ""
        return f"{self.get_outcome_display()}{group}"

    def clean(self) -> None:
        """Refuse a group that no category has: the rule would never apply."""
        known = Category.objects.values_list("group", flat=True).distinct().order_by()
        if self.category_group and self.category_group not in known:
            raise ValidationError(
                {
                    "category_group": _(
                        "No category has this group. Known groups: %(groups)s."
                    )
                    % {"groups": ", ".join(sorted(known))}
                }
            )
