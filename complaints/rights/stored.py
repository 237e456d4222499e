"""What is stored about a person with one report, section by section, in Vietnamese."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import translation

from complaints import consent
from complaints.models import Complaint
from complaints.timeline import timeline

CONTACT = ("full_name", "phone", "email")


@dataclass(frozen=True)
class Fact:
    """``code`` names it for programs, ``label`` for people."""

    code: str
    label: str
    value: Any


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    rows: list[list[Fact]]


def everything(complaint: Complaint) -> list[Section]:
    """Return every section that holds something; reads a fixed number of tables."""
    with translation.override("vi"):
        sections = [
            Section(code, title, list(rows(complaint)))
            for code, title, rows in SECTIONS
        ]
    return [section for section in sections if section.rows]


def _report(complaint: Complaint) -> Iterable[list[Fact]]:
    yield _facts(
        ("code", "Mã tra cứu", complaint.code),
        ("kind", "Loại", complaint.get_kind_display()),
        ("source", "Kênh tiếp nhận", complaint.get_source_display()),
        ("category", "Lĩnh vực", complaint.category.name),
        ("district", "Địa bàn", complaint.district.name),
        ("state", "Tình trạng", complaint.get_state_display()),
        ("received_at", "Tiếp nhận lúc", complaint.received_at),
        ("due_at", "Hạn trả lời", complaint.due_at),
        ("closed_at", "Kết thúc lúc", complaint.closed_at),
        ("restricted_at", "Hạn chế xử lý dữ liệu từ", complaint.restricted_at),
        ("language", "Ngôn ngữ", complaint.language),
    )


def _contact(complaint: Complaint) -> Iterable[list[Fact]]:
    yield _contact_facts(complaint)


def _earlier_contact(complaint: Complaint) -> Iterable[list[Fact]]:
    """Yield what was corrected: the history keeps the old values."""
    versions = apps.get_model("complaints", "ComplaintRevision")._default_manager
    seen = {tuple(str(getattr(complaint, name) or "") for name in CONTACT)}
    for version in versions.filter(pgh_obj_id=complaint.pk).order_by("pgh_id"):
        values = tuple(str(getattr(version, name) or "") for name in CONTACT)
        if values not in seen:
            seen.add(values)
            yield _contact_facts(version)


def _contact_facts(holder: Any) -> list[Fact]:
    return _facts(
        ("full_name", "Họ tên", holder.full_name),
        ("phone", "Số điện thoại", str(holder.phone or "")),
        ("email", "Thư điện tử", holder.email),
    )


def _told(complaint: Complaint) -> Iterable[list[Fact]]:
    yield _facts(
        ("seller_name", "Người bán", complaint.seller_name),
        ("seller_channel", "Nơi bán", complaint.get_seller_channel_display()),
        ("seller_link", "Đường dẫn", complaint.seller_link),
        ("seller_address", "Địa chỉ người bán", complaint.seller_address),
        ("bought_on", "Ngày mua", complaint.bought_on),
        ("order_ref", "Mã đơn hàng", complaint.order_ref),
        ("amount_vnd", "Số tiền (đồng)", complaint.amount_vnd),
        ("story", "Nội dung phản ánh", complaint.story),
        ("demand", "Yêu cầu", complaint.demand),
        (
            "has_contacted_seller",
            "Đã liên hệ người bán",
            complaint.has_contacted_seller,
        ),
        ("contacted_on", "Ngày liên hệ", complaint.contacted_on),
        ("seller_answer", "Người bán đã trả lời", complaint.seller_answer),
        *(
            (f"answer_{code}", f"Trả lời câu hỏi «{code}»", value)
            for code, value in complaint.answers.items()
        ),
        ("outcome", "Kết quả đã thông báo", complaint.outcome),
    )


def _consents(complaint: Complaint) -> Iterable[list[Fact]]:
    for agreed in consent.agreed_texts(complaint):
        one = agreed.consent
        yield _facts(
            ("purpose", "Nội dung đồng ý", one.get_purpose_display()),
            ("text", "Nguyên văn", str(agreed.text)),
            ("text_version", "Phiên bản", one.text_version),
            ("is_given", "Đồng ý", one.is_given),
            ("asked_at", "Lúc", one.asked_at),
            ("withdrawn_at", "Rút lại lúc", one.withdrawn_at),
        )


def _course(complaint: Complaint) -> Iterable[list[Fact]]:
    for entry in timeline(complaint):
        yield _facts(
            ("at", "Lúc", entry.at),
            ("title", "Việc", entry.title),
            ("text", "Nội dung", entry.text),
        )


def _files(complaint: Complaint) -> Iterable[list[Fact]]:
    for piece in complaint.evidence.all():
        yield _facts(
            ("filename", "Tên tệp", piece.filename),
            ("media_type", "Loại", piece.media_type),
            ("size_bytes", "Dung lượng (byte)", piece.size_bytes),
            ("sha256", "SHA-256", piece.sha256),
            ("stored_at", "Lưu lúc", piece.stored_at),
        )


def _opinions(complaint: Complaint) -> Iterable[list[Fact]]:
    for one in complaint.feedback.all():
        yield _facts(
            ("kind", "Ý kiến", one.get_kind_display()),
            ("text", "Nội dung", one.text),
            ("given_at", "Lúc", one.given_at),
        )


def _to_seller(complaint: Complaint) -> Iterable[list[Fact]]:
    for one in complaint.seller_requests.select_related("unit"):
        yield _facts(
            ("unit", "Đơn vị hỏi", one.unit.name),
            ("text", "Câu hỏi", one.text),
            ("shares_contact", "Có họ tên và liên hệ của bạn", one.shares_contact),
            ("sent_at", "Gửi lúc", one.sent_at),
            ("answer", "Người bán trả lời", one.answer),
            ("answered_at", "Trả lời lúc", one.answered_at),
        )


def _mediations(complaint: Complaint) -> Iterable[list[Fact]]:
    for one in complaint.mediations.select_related("unit"):
        yield _facts(
            ("unit", "Đơn vị", one.unit.name),
            ("held_on", "Ngày", one.held_on),
            ("place", "Nơi", one.place),
            ("consumer_party", "Bên người tiêu dùng", one.consumer_party),
            ("content", "Nội dung", one.content),
            ("terms", "Thoả thuận", one.terms),
            ("amount_vnd", "Số tiền (đồng)", one.amount_vnd),
        )


def _wishes(complaint: Complaint) -> Iterable[list[Fact]]:
    for one in complaint.subject_requests.all():
        yield _facts(
            ("kind", "Yêu cầu", one.get_kind_display()),
            ("text", "Nội dung", one.text),
            *_corrected(one),
            ("asked_at", "Lúc", one.asked_at),
            ("is_granted", "Chấp nhận", one.is_granted),
            ("decision", "Lý do", one.decision),
            ("decided_at", "Quyết định lúc", one.decided_at),
        )


def _corrected(wish: Any) -> list[tuple[str, str, Any]]:
    labels = {"full_name": "Họ tên", "phone": "Số điện thoại", "email": "Thư điện tử"}
    return [
        (f"corrected_{name}", f"{labels[name]} đúng", str(value))
        for name, value in wish.corrections.items()
    ]


def _shown_to(complaint: Complaint) -> Iterable[list[Fact]]:
    """Yield which office was shown who the person is; officers are not named."""
    for one in complaint.showings.select_related("unit").order_by("shown_at", "pk"):
        yield _facts(
            ("unit", "Đơn vị", one.unit.name),
            ("purpose", "Mục đích", one.get_purpose_display()),
            ("is_export", "Xuất ra tệp", one.is_export),
            ("shown_at", "Lúc", one.shown_at),
        )


def _facts(*rows: tuple[str, str, Any]) -> list[Fact]:
    """Leave out what is empty; «no» and 0 say something."""
    return [Fact(*row) for row in rows if row[2] not in ("", None)]


Rows = Callable[[Complaint], Iterable[list[Fact]]]
SECTIONS: tuple[tuple[str, str, Rows], ...] = (
    ("report", "Phản ánh", _report),
    ("contact", "Họ tên và thông tin liên hệ", _contact),
    ("earlier_contact", "Thông tin liên hệ trước khi chỉnh sửa", _earlier_contact),
    ("told", "Nội dung bạn đã gửi", _told),
    ("consents", "Nội dung bạn đã đồng ý", _consents),
    ("course", "Quá trình giải quyết", _course),
    ("files", "Tệp bằng chứng bạn đã gửi", _files),
    ("opinions", "Ý kiến của bạn về kết quả", _opinions),
    ("requests_to_seller", "Nội dung hỏi người bán", _to_seller),
    ("mediations", "Hòa giải", _mediations),
    ("requests_about_data", "Yêu cầu về dữ liệu cá nhân", _wishes),
    ("shown_to", "Đơn vị đã xem bạn là ai", _shown_to),
)
