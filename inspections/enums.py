from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class InspectionKind(models.TextChoices):
    PERIODIC = "periodic", _("Periodic inspection")
    THEMATIC = "thematic", _("Thematic inspection")
    UNANNOUNCED = "unannounced", _("Unannounced inspection")


class InspectionState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state of an inspection", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("state of an inspection", "Under way")
    CONCLUDED = "concluded", pgettext_lazy("state of an inspection", "Concluded")
    CANCELLED = "cancelled", pgettext_lazy("state of an inspection", "Cancelled")


class InspectionOutcome(models.TextChoices):
    NO_VIOLATION = "no_violation", _("No violation")
    REMINDER = "reminder", _("Reminded, commitment signed")
    VERIFYING = "verifying", _("Being verified further")
    SANCTIONED = "sanctioned", _("Sanctioned")
    CRIMINAL = "criminal", _("Passed to the investigating authority")


class ViolationGroup(models.TextChoices):
    """The groups the plan names (section III)."""

    COUNTERFEIT = "counterfeit", _("Counterfeit goods")
    POOR_QUALITY = "poor_quality", _("Goods of poor quality")
    UNKNOWN_ORIGIN = "unknown_origin", _("Goods of unknown origin")
    INTELLECTUAL_PROPERTY = "ip", _("Infringement of intellectual property")
    PROMOTION = "promotion", _("Violation of the law on promotions")
    OTHER = "other", _("Another violation")
