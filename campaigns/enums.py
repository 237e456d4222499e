from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskRole(models.TextChoices):
    """How the plan asks a unit to take part in a task."""

    LEAD = "lead", _("leads")
    COOPERATE = "cooperate", _("cooperates")


class ActivityKind(models.TextChoices):
    """What a unit reports having done for the campaign."""

    ARTICLE = "article", _("News item or broadcast")
    EVENT = "event", _("Seminar or event")
    GUIDANCE = "guidance", _("Guidance given to merchants")
    OTHER = "other", _("Other work")
