"""What people are told about a complaint, by e-mail through the outbox.

A complainant is told in the language of the complaint. Units are told that something
waits for them, never who complains or what was written: mail boxes are shared, the
admin is not. Each function runs inside the transaction of its event.
"""

from accounts.models import Unit
from complaints.models import Complaint, ComplaintEvent, Referral
from notifications.outbox import enqueue


def send_receipt(complaint: Complaint, referrals: list[Referral]) -> None:
    """Confirm to the complainant that the complaint is here, and what happens next."""
    enqueue(
        "complaints/mail/received",
        event_key=f"complaint:{complaint.pk}:received",
        recipient=complaint.email,
        context={"complaint": complaint, "referrals": referrals},
        language=complaint.language,
    )


def tell_answer(referral: Referral) -> None:
    """Pass the answer of one unit on to the complainant."""
    complaint = referral.complaint
    enqueue(
        "complaints/mail/answered",
        event_key=f"referral:{referral.pk}:answered",
        recipient=complaint.email,
        context={"complaint": complaint, "referral": referral},
        language=complaint.language,
    )


def tell_outcome(complaint: Complaint) -> None:
    """Tell the complainant how the complaint was closed."""
    enqueue(
        "complaints/mail/closed",
        event_key=f"complaint:{complaint.pk}:{complaint.state}",
        recipient=complaint.email,
        context={"complaint": complaint},
        language=complaint.language,
    )


def tell_news(complaint: Complaint, event: ComplaintEvent) -> None:
    """Tell the complainant something that does not change the state."""
    enqueue(
        "complaints/mail/news",
        event_key=f"complaint:{complaint.pk}:event:{event.pk}",
        recipient=complaint.email,
        context={"complaint": complaint, "event": event},
        language=complaint.language,
    )


def tell_unit(referral: Referral, *, occasion: str) -> None:
    """Tell a unit that a complaint came to it. ``occasion`` parts a second sending."""
    enqueue(
        "complaints/mail/referred",
        event_key=f"referral:{referral.pk}:{occasion}",
        recipient=referral.unit.email,
        context={"referral": referral, "complaint": referral.complaint},
    )


def tell_evidence(referral: Referral, event: ComplaintEvent) -> None:
    """Tell a unit that the complainant sent more files."""
    enqueue(
        "complaints/mail/evidence",
        event_key=f"referral:{referral.pk}:evidence:{event.pk}",
        recipient=referral.unit.email,
        context={"referral": referral, "complaint": referral.complaint},
    )


def tell_returned(referral: Referral, *, to: Unit) -> None:
    """Tell the leading unit that another one passed the complaint back."""
    enqueue(
        "complaints/mail/returned",
        event_key=f"referral:{referral.pk}:returned:{referral.events.count()}",
        recipient=to.email,
        context={"referral": referral, "complaint": referral.complaint},
    )
