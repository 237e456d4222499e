from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

NAME_LENGTH = 60
QUERY_LENGTH = 500


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: object) -> Self:
        """Each person sees their own; nobody sees those of others."""
        is_known = isinstance(user, User) and user.is_active
        return self.filter(user=user) if is_known else self.none()


class SavedFilter(models.Model):
    """What one officer asks of a list of the admin again and again, by a name.

    ``list_name`` is the label of the list's model, ``query`` its address after «?» with
    the parameters of ``accounts/saved_filters.py``, sorted.
    """

    user = models.ForeignKey(
        User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="+"
    )
    list_name = models.CharField(_("list"), max_length=80)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    query = models.CharField(_("query"), max_length=QUERY_LENGTH)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["user", "list_name", "name"]
        constraints = [
            models.UniqueConstraint(
                "user",
                "list_name",
                Lower("name"),
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message=_("You already have a filter of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
