from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent
from complaints.models.complaint import Complaint
from complaints.models.referral import Referral


class ComplaintEvent(StateEvent):
    record = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        indexes = [
            models.Index(name="complaint_event_time", fields=["record", "happened_at"])
        ]


class ReferralEvent(StateEvent):
    record = models.ForeignKey(
        Referral,
        verbose_name=_("referral"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        indexes = [
            models.Index(name="referral_event_time", fields=["record", "happened_at"])
        ]
