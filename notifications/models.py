from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Person
from notifications.enums import Channel, NoticeState
from notifications.permissions import LOG_IN_MAIL, sees_every_notice, sees_notices


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Person) -> Self:
        """Return the notices on this person's desk; log-in mail on few desks."""
        if sees_every_notice(user):
            return self
        if sees_notices(user):
            return self.exclude(template__startswith=LOG_IN_MAIL)
        return self.none()

    def given_up(self, *, since: datetime) -> Self:
        """Return what was tried for the last time at ``since`` or later."""
        return self.filter(state=NoticeState.GIVEN_UP, next_try_at__gte=since)

    def due(self, *, at: datetime) -> Self:
        """Return what waits and may be tried now, oldest first."""
        return self.filter(state=NoticeState.QUEUED, next_try_at__lte=at).order_by(
            "next_try_at", "pk"
        )


class Notice(models.Model):
    """One message to one receiver about one event, as it read when it happened.

    Written by ``notifications/outbox.py`` in the transaction of its event, sent by
    ``notifications/delivery.py``. ``event_key`` names the event («complaint:17:
    received»); the same event, receiver, channel and template give one row. Times
    are real time, not the rehearsal clock's: a mail server does not rehearse.
    """

    event_key = models.CharField(_("event"), max_length=120)
    recipient = models.CharField(_("receiver"), max_length=254)
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel.choices, default=Channel.EMAIL
    )
    template = models.CharField(_("template"), max_length=100)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    unsubscribe_url = models.CharField(
        _("link to receive no more"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=NoticeState.choices,
        default=NoticeState.QUEUED,
        editable=False,
    )
    created_at = models.DateTimeField(_("created at"))
    next_try_at = models.DateTimeField(_("next try at"))
    attempt_count = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="notice_due",
                fields=["next_try_at", "id"],
                condition=Q(state=NoticeState.QUEUED),
            ),
            models.Index(name="notice_recipient", fields=["recipient", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_told_once",
                fields=["event_key", "recipient", "channel", "template"],
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sent_has_time",
                condition=Q(state=NoticeState.SENT, sent_at__isnull=False)
                | (~Q(state=NoticeState.SENT) & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.event_key})"

    @property
    def is_secret(self) -> bool:
        """Whether the text holds a key with which somebody could log in."""
        return self.template.startswith(LOG_IN_MAIL)

    @property
    def masked_recipient(self) -> str:
        """The address as lists show it: enough to know it again, not to write to."""
        name, at, host = self.recipient.partition("@")
        return f"{name[:1]}…{at}{host}"


class Heartbeat(models.Model):
    """The last time a background process was seen alive (real time)."""

    name = models.CharField(_("process"), max_length=60, unique=True)
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RaisedAlarm(models.Model):
    """An alarm that was told and has not recovered, so that it is told once."""

    name = models.CharField(_("alarm"), max_length=60, unique=True)
    raised_at = models.DateTimeField(_("raised at"))
    message = models.TextField(_("text"), blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("raised alarm")
        verbose_name_plural = _("raised alarms")
        ordering = ["raised_at"]

    def __str__(self) -> str:
        return self.name
