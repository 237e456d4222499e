"""What people are told about a complaint, by e-mail through the outbox.

A complainant is told in the language of the complaint. Units are told that something
waits for them, never who complains or what was written: mail boxes are shared, the
admin is not. Each function runs inside the transaction of its event.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, Value

from accounts.enums import UnitKind
from accounts.models import Unit, User
from complaints.enums import MessageKind, ReferralRole
from complaints.models import (
    Complaint,
    ComplaintEvent,
    Feedback,
    Message,
    Referral,
    RetentionRun,
    SellerRequest,
)
from notifications.outbox import enqueue, store, written
from promotions.models import Promotion

CODES_MAIL = "complaints/mail/codes"
DELETED_MAIL = "complaints/mail/data_deleted"


def about(complaint: Complaint) -> Q:
    """Match what was mailed about a report and its parts, to whomever.

    The key of a notice begins with what it tells of; lost codes are told of the address.
    """
    of_report = {
        "referral": complaint.referrals,
        "seller-request": complaint.seller_requests,
        "subject-request": complaint.subject_requests,
    }
    parts = [
        rows.order_by().values_list(Value(name), "pk")
        for name, rows in of_report.items()
    ]
    keys = [("complaint", complaint.pk), *parts[0].union(*parts[1:], all=True)]
    begins = (Q(event_key__startswith=f"{name}:{pk}:") for name, pk in keys)
    return reduce(or_, begins)


def send_receipt(complaint: Complaint, referrals: Sequence[Referral]) -> None:
    """Confirm to the complainant that the complaint is here, and what happens next."""
    enqueue(
        "complaints/mail/received",
        event_key=f"complaint:{complaint.pk}:received",
        recipient=complaint.email,
        context={"complaint": complaint, "referrals": referrals},
        language=complaint.language,
    )


def tell_codes(
    complaints: Sequence[Complaint], *, request: int, has_older: bool
) -> None:
    """Send lost codes to the one address of these reports, in the newest's language."""
    newest = complaints[0]
    enqueue(
        CODES_MAIL,
        event_key=f"code-request:{request}",
        recipient=newest.email,
        context={"complaints": complaints, "has_older": has_older},
        language=newest.language,
    )


def tell_answer(referral: Referral) -> None:
    """Pass the answer of one unit on to the complainant."""
    complaint = referral.complaint
    enqueue(
        "complaints/mail/answered",
        event_key=f"referral:{referral.pk}:answered:{referral.events.count()}",
        recipient=complaint.email,
        context={"complaint": complaint, "referral": referral},
        language=complaint.language,
    )


def tell_outcome(complaint: Complaint, *, feedback_address: str) -> None:
    """Tell the complainant how the complaint was closed, and ask for an opinion."""
    event = complaint.events.latest("pk")
    enqueue(
        "complaints/mail/closed",
        event_key=f"complaint:{complaint.pk}:{complaint.state}:{event.pk}",
        recipient=complaint.email,
        context={"complaint": complaint, "feedback_address": feedback_address},
        language=complaint.language,
    )


def tell_reopened(complaint: Complaint, *, reason: str) -> None:
    """Tell the complainant that the report is taken up again, and until when."""
    event = complaint.events.latest("pk")
    enqueue(
        "complaints/mail/reopened",
        event_key=f"complaint:{complaint.pk}:reopened:{event.pk}",
        recipient=complaint.email,
        context={"complaint": complaint, "reason": reason},
        language=complaint.language,
    )


def tell_reopening_asked(feedback: Feedback) -> None:
    """Tell the unit that leads that the complainant asks to reopen."""
    complaint = feedback.complaint
    leading = complaint.referrals.filter(role=ReferralRole.LEAD).select_related("unit")
    for part in leading:
        enqueue(
            "complaints/mail/reopen_asked",
            event_key=f"complaint:{complaint.pk}:feedback:{feedback.pk}",
            recipient=part.unit.email,
            context={"complaint": complaint, "unit": part.unit},
        )


def tell_sharing_withdrawn(referral: Referral) -> None:
    """Tell the unit that leads that the seller may learn nothing more of the person."""
    complaint = referral.complaint
    event = complaint.events.latest("pk")
    enqueue(
        "complaints/mail/sharing_withdrawn",
        event_key=f"complaint:{complaint.pk}:event:{event.pk}",
        recipient=referral.unit.email,
        context={"complaint": complaint, "unit": referral.unit},
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


def tell_units(referrals: Iterable[Referral], *, occasion: str) -> None:
    """Tell units that a complaint came to them. ``occasion`` parts a second sending."""
    store(
        written(
            "complaints/mail/referred",
            event_key=f"referral:{referral.pk}:{occasion}",
            recipient=referral.unit.email,
            context={"referral": referral, "complaint": referral.complaint},
        )
        for referral in referrals
    )


def tell_officer(referral: Referral, officer: User) -> None:
    """Tell an officer that a colleague gave them a report; the why is in the portal."""
    event = referral.events.latest("pk")
    enqueue(
        "complaints/mail/assigned",
        event_key=f"referral:{referral.pk}:assigned:{event.pk}",
        recipient=officer.email,
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


def reminder_key(referral: Referral, day: date) -> str:
    """Name the reminder of a day: one for each complaint and receiver."""
    return f"complaint:{referral.complaint_id}:reminder:{day.isoformat()}"


def remind_unit(referral: Referral, *, day: date, days_left: int) -> None:
    """Tell a unit that its term ends soon, or has run out."""
    enqueue(
        "complaints/mail/reminder",
        event_key=reminder_key(referral, day),
        recipient=referral.unit.email,
        context={
            "referral": referral,
            "complaint": referral.complaint,
            "days_left": days_left,
            "days_late": -days_left,
        },
        is_urgent=False,
    )


def tell_head(referral: Referral, *, days_late: int) -> None:
    """Tell the head of a late unit; where none is named, the office above it."""
    unit = referral.unit
    heads = unit.members.filter(is_head=True, is_active=True).order_by("pk")
    addresses = list(heads.values_list("email", flat=True))
    if not addresses:
        addresses = [unit.parent.email if unit.parent else unit.email]
    for address in addresses:
        enqueue(
            "complaints/mail/escalated",
            event_key=f"referral:{referral.pk}:escalated:{referral.due_on}",
            recipient=address,
            context={
                "referral": referral,
                "complaint": referral.complaint,
                "days_late": days_late,
            },
        )


def send_message(message: Message) -> None:
    """Send the complainant what a unit asks or tells, as it was frozen."""
    complaint = message.complaint
    enqueue(
        "complaints/mail/message",
        event_key=f"complaint:{complaint.pk}:message:{message.pk}",
        recipient=complaint.email,
        context={
            "complaint": complaint,
            "message": message,
            "is_question": message.kind == MessageKind.QUESTION,
        },
        language=complaint.language,
    )


def tell_reply(message: Message, parts: Iterable[Referral]) -> None:
    """Tell the units that the complainant has written; they read it in the portal."""
    for part in parts:
        enqueue(
            "complaints/mail/replied",
            event_key=f"complaint:{message.complaint_id}:message:{message.pk}",
            recipient=part.unit.email,
            context={"referral": part, "complaint": message.complaint},
        )


def ask_seller(request: SellerRequest, address: str) -> None:
    """Send the seller the question and the link; who reports stands behind the link."""
    enqueue(
        "complaints/mail/seller_asked",
        event_key=f"seller-request:{request.pk}:asked",
        recipient=request.recipient,
        context={
            "complaint": request.complaint,
            "request": request,
            "address": address,
        },
    )


def tell_seller_answered(request: SellerRequest) -> None:
    """Tell both sides that the seller has answered; the words stand in the portal."""
    complaint = request.complaint
    enqueue(
        "complaints/mail/seller_answered",
        event_key=f"seller-request:{request.pk}:answered",
        recipient=complaint.email,
        context={"complaint": complaint},
        language=complaint.language,
    )
    _tell_asking_unit(request, "answered")


def tell_seller_late(request: SellerRequest) -> None:
    _tell_asking_unit(request, "late")


def ask_whether_kept(request: SellerRequest, address: str) -> None:
    """Ask the complainant, by a link of its own, whether the promise was kept."""
    complaint = request.complaint
    enqueue(
        "complaints/mail/promise",
        event_key=f"seller-request:{request.pk}:promise",
        recipient=complaint.email,
        context={"complaint": complaint, "request": request, "address": address},
        language=complaint.language,
    )


def tell_whether_kept(request: SellerRequest) -> None:
    _tell_asking_unit(request, "kept" if request.is_kept else "broken")


def _tell_asking_unit(request: SellerRequest, news: str) -> None:
    enqueue(
        "complaints/mail/seller_news",
        event_key=f"seller-request:{request.pk}:{news}:unit",
        recipient=request.unit.email,
        context={"complaint": request.complaint, "unit": request.unit, "news": news},
    )


def tell_retention_prepared(run: RetentionRun) -> None:
    """Tell Trade Management what is due for deletion; nothing happens by itself."""
    units = Unit.objects.filter(kind=UnitKind.TRADE_MANAGEMENT, is_active=True)
    for address in units.values_list("email", flat=True):
        enqueue(
            "complaints/mail/retention",
            event_key=f"retention:{run.pk}:prepared",
            recipient=address,
            context={"run": run, "count": run.items.count()},
            is_urgent=False,
        )


def tell_hidden(promotion: Promotion, *, reason: str) -> None:
    """Tell the Trade Management Division that a promotion was suspended by itself."""
    event = promotion.events.latest("pk")
    units = Unit.objects.filter(kind=UnitKind.TRADE_MANAGEMENT, is_active=True)
    for address in units.values_list("email", flat=True):
        enqueue(
            "complaints/mail/promotion_hidden",
            event_key=f"promotion:{promotion.pk}:hidden:{event.pk}",
            recipient=address,
            context={"promotion": promotion, "reason": reason},
        )
