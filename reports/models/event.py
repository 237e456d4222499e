from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent
from reports.models.report import Report


class ReportEvent(StateEvent):
    record = models.ForeignKey(
        Report,
        verbose_name=_("summary report"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        pass
