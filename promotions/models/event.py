from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent
from promotions.models.promotion import Promotion


class PromotionEvent(StateEvent):
    record = models.ForeignKey(
        Promotion,
        verbose_name=_("promotion"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        indexes = [
            models.Index(name="promotion_event_time", fields=["record", "happened_at"])
        ]
