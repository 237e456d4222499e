from django.db import models
from django.utils.translation import gettext_lazy as _

from promotions.models.promotion import Promotion


class StepDraft(models.Model):
    """What was last typed in one task of a dossier, also what cannot be read yet.

    ``typed`` is the form as it was sent; ``is_whole`` tells that the dossier itself
    holds all of it. ``revision`` counts the savings, and ``page`` names the open page
    that made the last one, so that a second device is noticed.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.CASCADE,
        related_name="step_drafts",
    )
    step = models.CharField(_("task"), max_length=40)
    typed = models.JSONField(_("as typed"), default=dict)
    is_whole = models.BooleanField(_("all of it is in the dossier"), default=False)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    page = models.CharField(max_length=36, editable=False)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("what was typed in a task")
        verbose_name_plural = _("what was typed in tasks")
        ordering = ["promotion", "step"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["promotion", "step"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promotion}: {self.step}"
