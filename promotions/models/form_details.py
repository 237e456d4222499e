from __future__ import annotations

from django.db import models
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from promotions.enums import PromotionForm
from promotions.models.promotion import Promotion


class FormDetails(models.Model):
    """What one form of promotion asks beyond the others, as a small document.

    ``promotions.form_details`` holds the questions and reads and writes the document;
    nothing else does. A form that is no longer chosen keeps its row, unseen.
    """

    promotion = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.CASCADE,
        related_name="form_details",
    )
    form = models.CharField(
        _("form of promotion"), max_length=12, choices=PromotionForm.choices
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)

    class Meta:
        verbose_name = _("details of a form of promotion")
        verbose_name_plural = _("details of the forms of promotion")
        ordering = ["promotion", "form"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["promotion", "form"]
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_is_a_document",
                condition=Exact(
                    models.Func(
                        "answers",
                        function="jsonb_typeof",
                        output_field=models.TextField(),
                    ),
                    "object",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promotion}: {self.get_form_display()}"
