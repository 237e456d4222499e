"""Recording a mediation between the consumer and the seller, and printing the record."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.lifecycle import TransitionNotAllowed, record_step
from accounts.models import User
from complaints.models import Complaint, Mediation, Referral
from complaints.refusals import AgreementWithoutTerms, AnswerNotAsked, NotHeldYet
from complaints.workflow import COMPLAINT, REFERRAL
from documents.blocks import (
    Align,
    Block,
    Column,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from documents.words import dong_in_words


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """What stands in the record; terms and amount only where the sides agreed."""

    held_on: date
    place: str
    mediator_name: str
    consumer_party: str
    seller_party: str
    content: str
    is_agreed: bool
    terms: str = ""
    amount_vnd: int | None = None


@transaction.atomic
def record(
    referral: Referral, minutes: Minutes, *, by: User | None, at: datetime
) -> Mediation:
    """Keep the record of a mediation that took place; it cannot be changed later."""
    complaint = COMPLAINT.lock(referral.complaint)
    part = REFERRAL.lock(referral)
    if not part.is_asked:
        raise AnswerNotAsked
    if not complaint.is_open:
        raise TransitionNotAllowed(complaint, complaint.state, complaint.state)
    if minutes.held_on > timezone.localdate(at):
        raise NotHeldYet
    if minutes.is_agreed and not minutes.terms.strip():
        raise AgreementWithoutTerms
    values = asdict(minutes)
    if not minutes.is_agreed:
        values |= {"terms": "", "amount_vnd": None}
    mediation = complaint.mediations.create(
        **values, unit=part.unit, recorded_by=by, recorded_at=at
    )
    record_step(
        complaint,
        verb="mediate",
        reason=mediation.terms,
        by=by,
        facts={"is_agreed": mediation.is_agreed},
        at=at,
    )
    return mediation


def paper_of(mediation: Mediation) -> Paper:
    """Return the record as an official paper, to be signed by hand."""
    complaint: Complaint = mediation.complaint
    return Paper(
        letterhead=Letterhead(
            issuer=mediation.unit.name.upper(),
            issuer_name=mediation.unit.name,
            place="Thanh Hoá",
            dated=mediation.held_on,
            day_is_blank=False,
            kind="BIÊN BẢN",
            subject="Hòa giải giữa người tiêu dùng và người bán, "
            f"phản ánh số {complaint.pk:06d}",
        ),
        body=tuple(_body(mediation)),
        made_at=mediation.recorded_at,
        signature=Signature(title="NGƯỜI HÒA GIẢI", name=mediation.mediator_name),
    )


def _body(mediation: Mediation) -> list[Block]:
    held = f"{mediation.held_on:%d/%m/%Y}"
    result = "hòa giải thành" if mediation.is_agreed else "hòa giải không thành"
    return [
        Paragraph(
            "Căn cứ Luật Bảo vệ quyền lợi người tiêu dùng số 19/2023/QH15, Điều 54."
        ),
        Paragraph(f"Hôm nay, ngày {held}, tại {mediation.place}, chúng tôi gồm:"),
        _line("Người hòa giải", mediation.mediator_name),
        _line("Bên người tiêu dùng", mediation.consumer_party),
        _line("Bên người bán", mediation.seller_party),
        _line("Vụ việc", complaint_line(mediation.complaint)),
        *_paragraphs("Nội dung và ý kiến của các bên", mediation.content),
        _line("Kết quả", result),
        *_agreement(mediation),
        Paragraph("Biên bản đã được đọc lại cho các bên cùng nghe và ký tên."),
        Table(
            caption="Chữ ký của các bên",
            columns=(
                Column(title="Bên người tiêu dùng", align=Align.CENTRE),
                Column(title="Bên người bán", align=Align.CENTRE),
            ),
            rows=(("(ký, ghi rõ họ tên)", "(ký, ghi rõ họ tên)"),),
        ),
    ]


def complaint_line(complaint: Complaint) -> str:
    return f"{complaint.category}; người bán: {complaint.seller_name}"


def _agreement(mediation: Mediation) -> list[Block]:
    if not mediation.is_agreed:
        return []
    blocks: list[Block] = _paragraphs("Nội dung thoả thuận", mediation.terms)
    if mediation.amount_vnd is not None:
        amount = f"{mediation.amount_vnd:,}".replace(",", ".")
        words = dong_in_words(mediation.amount_vnd)
        blocks.append(_line("Số tiền", f"{amount} đồng ({words})"))
    return blocks


def _paragraphs(title: str, text: str) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_line(title, ""), *(Paragraph(line) for line in lines)]


def _line(title: str, text: str) -> Paragraph:
    return Paragraph(
        (Run(f"{title}: ", bold=True), Run(text))
        if text
        else (Run(f"{title}:", bold=True),)
    )
