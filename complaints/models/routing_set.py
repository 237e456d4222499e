from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StateEvent
from complaints.enums import RoutingState


class RoutingSet(models.Model):
    """All rules that are in force together; one set at a time.

    A change is prepared as a copy, tried on past complaints, and put in force by a
    second person. A set that was in force is never edited, so that it stays known
    which rules sent a complaint where. ``trial`` is the count of the last dry run,
    ``trial_hash`` the fingerprint of the rules it was made with.
    """

    note = models.CharField(
        _("what changes, and why"),
        max_length=300,
        help_text=_("Who puts it in force reads this first."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RoutingState.choices,
        default=RoutingState.DRAFT,
        editable=False,
    )
    prepared_at = models.DateTimeField(_("prepared at"))
    trial = models.JSONField(_("dry run"), default=dict, blank=True, editable=False)
    trial_hash = models.CharField(max_length=64, blank=True, editable=False)
    trial_at = models.DateTimeField(_("dry run at"), null=True, editable=False)
    proposed_at = models.DateTimeField(_("proposed at"), null=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    activated_at = models.DateTimeField(_("in force since"), null=True, editable=False)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("put in force by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("set of routing rules")
        verbose_name_plural = _("sets of routing rules")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_active",
                fields=["state"],
                condition=Q(state=RoutingState.ACTIVE),
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_change",
                fields=["state"],
                condition=Q(state=RoutingState.DRAFT),
                violation_error_message=_("Another change is being prepared."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_second_person",
                condition=Q(activated_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(activated_by=F("proposed_by")),
                violation_error_message=_("A second person puts rules in force."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} – {self.note}"

    @property
    def is_editable(self) -> bool:
        return self.state == RoutingState.DRAFT


class RoutingSetEvent(StateEvent):
    record = models.ForeignKey(
        RoutingSet,
        verbose_name=_("set of routing rules"),
        on_delete=models.PROTECT,
        related_name="events",
    )

    class Meta(StateEvent.Meta):
        indexes = [
            models.Index(name="routing_event_time", fields=["record", "happened_at"])
        ]
