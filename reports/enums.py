from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Audience(models.TextChoices):
    """Whom a summary report is for (plan III.1.1)."""

    MINISTRY = "ministry", _("Ministry of Industry and Trade")
    PROVINCE = "province", _("Provincial People's Committee")


class ReportState(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("state of a report", "Waiting")
    RUNNING = "running", pgettext_lazy("state of a report", "Being made")
    READY = "ready", pgettext_lazy("state of a report", "Ready")
    FAILED = "failed", pgettext_lazy("state of a report", "Failed")
