from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

import pghistory

from accounts.enums import UnitKind
from accounts.models import Unit, User
from accounts.permissions import Person, is_of, is_officer
from complaints.enums import ReferralRole, ReferralState
from complaints.models.complaint import Complaint, last_day_before
from complaints.models.routing_rule import RoutingRule

OPEN_STATES = frozenset({ReferralState.SENT, ReferralState.ACCEPTED})


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, user: Person) -> Self:
        """A unit sees its own part; Trade Management, which leads, sees all."""
        if not is_officer(user):
            return self.none()
        if is_of(user, UnitKind.TRADE_MANAGEMENT):
            return self
        return self.of_unit_of(user)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def asked(self) -> Self:
        """Return the parts that are to be answered, not merely watched."""
        return self.exclude(role=ReferralRole.INFORMED)

    def watched(self) -> Self:
        return self.filter(role=ReferralRole.INFORMED)

    def overdue(self, *, at: datetime) -> Self:
        return self.running().filter(due_at__lte=at)

    def due_soon(self, *, at: datetime, until: datetime) -> Self:
        return self.running().filter(due_at__gt=at, due_at__lte=until)

    def running(self) -> Self:
        """Return the open parts whose clock does not stand still."""
        return self.open().filter(paused_at__isnull=True)

    def paused(self) -> Self:
        return self.open().filter(paused_at__isnull=False)

    def handled_by(self, user: Person) -> Self:
        """Return what one officer has taken or was given in the unit of today."""
        if not is_officer(user):
            return self.none()
        return self.of_unit_of(user).filter(assignee=user)

    def of_unit_of(self, user: Person) -> Self:
        return self.filter(unit_id=user.unit_id) if is_officer(user) else self.none()

    def unassigned(self) -> Self:
        """Return what nobody handles: whoever had it may have left the unit."""
        return self.filter(
            Q(assignee__isnull=True)
            | Q(assignee__is_active=False)
            | Q(assignee__unit__isnull=True)
            | ~Q(assignee__unit_id=F("unit_id"))
        )


@pghistory.track(model_name="ReferralRevision")
class Referral(models.Model):
    """The part of a complaint that one unit answers, on its own clock.

    A unit that is only informed is asked for no answer and has no deadline.
    ``assignee`` is the officer of the unit who answers for it; that is no lock, any
    colleague may still act. Who has left the unit stays in the column and is not
    shown: ask ``handler``.
    """

    complaint = models.ForeignKey(
        Complaint,
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    role = models.CharField(_("role"), max_length=10, choices=ReferralRole.choices)
    rule = models.ForeignKey(
        RoutingRule,
        verbose_name=_("routing rule"),
        on_delete=models.SET_NULL,
        related_name="referrals",
        null=True,
        blank=True,
    )
    assignee = models.ForeignKey(
        User,
        verbose_name=_("handled by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
    )
    reason = models.CharField(_("why this office"), max_length=300)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReferralState.choices,
        default=ReferralState.SENT,
        editable=False,
    )
    sent_at = models.DateTimeField(_("sent at"))
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    paused_at = models.DateTimeField(
        _("waiting for the consumer since"), null=True, blank=True, editable=False
    )
    first_opened_at = models.DateTimeField(
        _("first opened at"), null=True, blank=True, editable=False
    )
    escalated_at = models.DateTimeField(
        _("head told at"), null=True, blank=True, editable=False
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer = models.TextField(_("answer to the consumer"), blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["complaint", "pk"]
        indexes = [
            models.Index(
                name="referral_asked_of_unit",
                fields=["unit", "due_at", "id"],
                condition=Q(state__in=["sent", "accepted"]) & ~Q(role="informed"),
            ),
            models.Index(
                name="referral_asked",
                fields=["due_at", "id"],
                condition=Q(state__in=["sent", "accepted"]) & ~Q(role="informed"),
            ),
            models.Index(
                name="referral_watched_by_unit",
                fields=["unit", "-id"],
                condition=Q(state__in=["sent", "accepted"], role="informed"),
            ),
            models.Index(name="referral_of_unit", fields=["unit", "-id"]),
            models.Index(
                name="referral_of_assignee",
                fields=["assignee", "due_at", "id"],
                condition=Q(state__in=["sent", "accepted"], assignee__isnull=False)
                & ~Q(role="informed"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_unit_once",
                fields=["complaint", "unit"],
                violation_error_message=_("The unit already has this complaint."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_answered_has_answer",
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state="answered") & Q(answered_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_leader",
                fields=["complaint"],
                condition=Q(role=ReferralRole.LEAD),
                violation_error_message=_("Another unit already leads this complaint."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_due_unless_informed",
                condition=Q(role="informed", due_at__isnull=True)
                | ~Q(role="informed") & Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} → {self.unit}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def is_asked(self) -> bool:
        return ReferralRole(self.role).is_asked

    @property
    def handler(self) -> User | None:
        """The officer who handles it, while of the unit; reads who is assigned."""
        officer = self.assignee
        is_there = (
            officer is not None
            and officer.is_active
            and officer.unit_id == self.unit_id
        )
        return officer if is_there else None

    @property
    def due_on(self) -> date | None:
        """The last day of the unit's term, as people say it."""
        return last_day_before(self.due_at) if self.due_at else None
