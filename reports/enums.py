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


class ReportStep(models.TextChoices):
    """What the worker is doing, in the order it is done."""

    WAITING = "waiting", _("Waiting for the worker")
    COUNTING = "counting", _("Counting the figures")
    DOCX = "docx", _("Writing the DOCX file")
    PDF = "pdf", _("Writing the PDF file")
    XLSX = "xlsx", _("Writing the XLSX file")
    ISSUING = "issuing", _("Sealing the files")
    DONE = "done", _("Finished")


class FailureReason(models.TextChoices):
    """Why a report was not made, for the person who asked for it."""

    NONE = "", ""
    WORKER_LOST = (
        "worker_lost",
        _("The worker stopped three times in the middle of the work."),
    )
    TOO_SLOW = "too_slow", _("The work took longer than it is allowed to.")
    NO_SPACE = "no_space", _("There is no room left to store the files.")
    DATABASE = "database", _("The database could not be reached.")
    DAMAGED = "damaged", _("The frozen figures no longer agree with their hash.")
    DEFECT = (
        "defect",
        _("A defect of the portal; the administrator finds it in the log."),
    )
