from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent
from inspections.models.inspection import Inspection


class InspectionEvent(StateEvent):
    record = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        indexes = [
            models.Index(name="inspection_event_time", fields=["record", "happened_at"])
        ]
