"""What is known of the way of a report and of the mails about it, told as it is.

Offices are named, officers and addresses never. That a mail server took a mail says
nothing of whether it was read.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _, gettext_lazy

from accounts.lifecycle import record_step
from accounts.models import User
from complaints import notices
from complaints.models import Complaint, Referral
from notifications.enums import NoticeState
from notifications.models import Notice

SHOWN = 30
MAILS = {
    "complaints/mail/received": gettext_lazy("Confirmation that the report came"),
    "complaints/mail/answered": gettext_lazy("Answer of an office"),
    "complaints/mail/closed": gettext_lazy("Result"),
    "complaints/mail/reopened": gettext_lazy("The report is taken up again"),
    "complaints/mail/message": gettext_lazy("Message of an office"),
    "complaints/mail/seller_answered": gettext_lazy("The seller has answered"),
    "complaints/mail/promise": gettext_lazy("Question whether the promise was kept"),
}


@dataclass(frozen=True)
class Mail:
    """A mail to the complainant; ``at`` is when it was taken, or written."""

    title: str
    words: str
    kind: str
    at: datetime


def note_opening(part: Referral, *, by: User, at: datetime) -> None:
    """Keep the first moment at which an officer of the unit opened what was sent."""
    if part.first_opened_at is not None:
        return
    with transaction.atomic():
        unopened = Referral.objects.filter(pk=part.pk, first_opened_at__isnull=True)
        if unopened.update(first_opened_at=at):
            record_step(part, verb="open", by=by, at=at)


def mails_to_sender(complaint: Complaint) -> list[Mail]:
    """Return the newest mails to the complainant, the oldest of them first."""
    if not complaint.email:
        return []
    own = Notice.objects.filter(notices.about(complaint), recipient=complaint.email)
    sent = own.order_by("-pk")
    return [_mail(notice) for notice in reversed(sent[:SHOWN])]


def _mail(notice: Notice) -> Mail:
    title = MAILS.get(notice.template)
    words, kind = _state(notice)
    return Mail(
        title=str(title) if title else _("News about the report"),
        words=words,
        kind=kind,
        at=notice.sent_at or notice.created_at,
    )


def _state(notice: Notice) -> tuple[str, str]:
    if notice.state == NoticeState.SENT:
        return _("Accepted by the mail server"), "ok"
    if notice.state == NoticeState.GIVEN_UP:
        return _("Could not be delivered"), "bad"
    if notice.attempt_count:
        return _("Not accepted yet; it is tried again"), "wait"
    return _("On its way"), "info"
