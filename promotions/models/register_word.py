from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterWord(models.Model):
    """A folded word that occurs in the public register; see ``spelling.py``."""

    word = models.CharField(_("word"), max_length=30, unique=True)
    promotion_count = models.PositiveIntegerField(_("promotions with it"))

    class Meta:
        verbose_name = _("word of the register")
        verbose_name_plural = _("words of the register")
        ordering = ["-promotion_count", "word"]

    def __str__(self) -> str:
        return self.word
