from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeRequest(models.Model):
    """An address whose codes somebody asked for; gone once the worker has looked.

    It is written alike for addresses that reported something and for all others, so
    that the page which writes it learns nothing. ``asked_at`` is real time.
    """

    email = models.EmailField(_("e-mail"))
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        verbose_name = _("request for codes")
        verbose_name_plural = _("requests for codes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
