"""What is told about requests of people about their own data, through the outbox.

The mails hold neither the data nor what was written about them.
"""

from collections.abc import Iterable

from accounts.enums import UnitKind
from accounts.models import Unit, User
from complaints.enums import SubjectRequestKind
from complaints.models import SubjectRequest
from complaints.notices import DELETED_MAIL
from notifications.outbox import enqueue


def confirm(request: SubjectRequest) -> None:
    """Confirm to the person that the request is here, and until when it is answered."""
    complaint = request.complaint
    enqueue(
        "complaints/mail/data_asked",
        event_key=f"subject-request:{request.pk}:asked",
        recipient=complaint.email,
        context={"complaint": complaint, "request": request},
        language=complaint.language,
    )


def tell_division(request: SubjectRequest) -> None:
    """Tell Trade Management that something is to be decided."""
    units = Unit.objects.filter(kind=UnitKind.TRADE_MANAGEMENT, is_active=True)
    for address in units.values_list("email", flat=True):
        enqueue(
            "complaints/mail/data_to_decide",
            event_key=f"subject-request:{request.pk}:to-decide",
            recipient=address,
            context={"request": request},
        )


def tell_decision(
    request: SubjectRequest, *, to: Iterable[str], code: str, language: str
) -> None:
    """Tell the person what was decided and why.

    ``to`` is known before: a deletion leaves no address, a correction has two. The
    mail about a deletion is one of its own, forgotten once it has left.
    """
    is_deleted = request.is_granted and request.kind == SubjectRequestKind.DELETION
    for address in dict.fromkeys(to):
        enqueue(
            DELETED_MAIL if is_deleted else "complaints/mail/data_decided",
            event_key=f"subject-request:{request.pk}:decided",
            recipient=address,
            context={"request": request, "code": code},
            language=language,
        )


def tell_late(request: SubjectRequest) -> None:
    """Tell the head of Trade Management, or the unit where none is named."""
    heads = User.objects.filter(
        is_head=True, is_active=True, unit__kind=UnitKind.TRADE_MANAGEMENT
    )
    units = Unit.objects.filter(kind=UnitKind.TRADE_MANAGEMENT, is_active=True)
    addresses = heads if heads.exists() else units
    for address in addresses.values_list("email", flat=True):
        enqueue(
            "complaints/mail/data_late",
            event_key=f"subject-request:{request.pk}:late",
            recipient=address,
            context={"request": request},
        )
