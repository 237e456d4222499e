from django.db import models
from django.utils.translation import get_language, gettext_lazy as _


class Category(models.Model):
    """What went wrong, as the consumer would say it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=300, blank=True)
    group = models.CharField(_("violation group"), max_length=40)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("offered in the form"), default=True)

    class Meta:
        verbose_name = _("category of complaints")
        verbose_name_plural = _("categories of complaints")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return (get_language() == "en" and self.name_en) or self.name

    @property
    def explanation(self) -> str:
        """The hint in the reader's language."""
        return (get_language() == "en" and self.hint_en) or self.hint
