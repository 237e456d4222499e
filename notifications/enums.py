from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")


class NoticeState(models.TextChoices):
    """Where a notice is on its way."""

    QUEUED = "queued", pgettext_lazy("state of a notice", "Waiting")
    SENT = "sent", pgettext_lazy("state of a notice", "Sent")
    GIVEN_UP = "given_up", pgettext_lazy("state of a notice", "Given up")
