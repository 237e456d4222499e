from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.models import Unit
from accounts.permissions import Person, is_officer
from complaints.enums import AnswerFor
from complaints.models.category import Category


class CannedAnswerQuerySet(models.QuerySet["CannedAnswer"]):
    def visible_to(self, user: Person) -> Self:
        """Officers read the texts of their unit and those for every unit."""
        if not is_officer(user):
            return self.none()
        return self.filter(Q(unit=None) | Q(unit_id=user.unit_id))


@pghistory.track(model_name="CannedAnswerRevision")
class CannedAnswer(models.Model):
    """A text with which officers begin what they write, so that like cases read alike.

    The head of a unit keeps those of the unit; without a ``unit`` it is for all.
    ``text`` may name facts of the report in braces (``complaints/canned_answers.py``).
    One that is no longer active stays.
    """

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="canned_answers",
        null=True,
        blank=True,
    )
    step = models.CharField(_("for"), max_length=12, choices=AnswerFor.choices)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        related_name="canned_answers",
        null=True,
        blank=True,
        help_text=_("Leave empty to offer it with every category."),
    )
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=4000)
    is_active = models.BooleanField(_("active"), default=True)

    objects = CannedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("canned answer")
        verbose_name_plural = _("canned answers")
        ordering = ["step", "title"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_title_once",
                fields=["unit", "step", "title"],
                nulls_distinct=False,
                violation_error_message=_(
                    "There is already a canned answer with this title."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title
