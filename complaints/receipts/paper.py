"""The receipt as an official paper: counts and hashes, no content and no name."""

import json
from datetime import date, datetime
from typing import Any

from complaints.models import SealedReceipt
from complaints.receipts.sealing import PURPOSE, signed_text
from documents import pdf, signing
from documents.blocks import (
    Align,
    Block,
    BulletList,
    Column,
    Paper,
    Paragraph,
    Run,
    Table,
)
from documents.values import Format, count, day, moment
from promotions.papers.department import department_head
from promotions.papers.parts import Points

NOT_SENT_YET = (
    "Phản ánh đã được lưu; Sở Công Thương đang chọn đơn vị xử lý. Đơn vị nhận được ghi "
    "ở trang tra cứu."
)
HOW_HASHED = (
    "Tính trên mã tra cứu, nội dung và yêu cầu đã gửi, mỗi phần một dòng (UTF-8)."
)
WHAT_IT_PROVES = (
    "Giấy này do cổng lập và ký tự động, xác nhận cổng đã nhận phản ánh; không phải kết "
    "quả giải quyết. Ai có giấy cũng kiểm tra được tại trang xác minh; trang đó không cho "
    "xem nội dung hay người gửi. Chỉ có mã tra cứu thì không mở được phản ánh."
)


def rendered(receipt: SealedReceipt) -> bytes:
    """Return the PDF, the same bytes each time; what is signed lies inside as a file."""
    signed = {
        "signed": signed_text(receipt.number, receipt.facts),
        "signature": receipt.signature,
        "algorithm": "Ed25519",
        "public_key": signing.public_key(PURPOSE),
    }
    proof = pdf.Attachment(
        filename="bien-nhan.json",
        content=json.dumps(signed, ensure_ascii=False, indent=1).encode(),
        mime="application/json",
        description="Nội dung được ký, chữ ký và khóa công khai của cổng",
    )
    return pdf.render(paper(receipt), attachments=(proof,))


def paper(receipt: SealedReceipt) -> Paper:
    facts = receipt.facts
    received_at = datetime.fromisoformat(facts["received_at"])
    return Paper(
        letterhead=department_head(received_at, kind="GIẤY BIÊN NHẬN PHẢN ÁNH"),
        body=(
            *_points(facts, received_at),
            Paragraph((Run(WHAT_IT_PROVES, italic=True),)),
        ),
        made_at=datetime.fromisoformat(facts["sealed_at"]),
        code=receipt.number,
        seal=receipt.signature,
    )


def _points(facts: dict[str, Any], received_at: datetime) -> list[Block]:
    points = Points()
    points.add("Mã tra cứu", facts["code"])
    points.add("Thời điểm cổng nhận", moment(received_at))
    points.add("Phản ánh", f"{facts['kind']}: {facts['category']}")
    points.add("Địa bàn", facts["district"])
    points.add("Đơn vị nhận", "", _offices(facts["offices"]))
    due_on = date.fromisoformat(facts["due_on"])
    points.add("Thời hạn trả lời kết quả", f"chậm nhất ngày {day(due_on)}")
    points.add("Mã băm SHA-256 của nội dung", facts["text_sha256"])
    points.blocks.append(Paragraph((Run(HOW_HASHED, italic=True),)))
    files = facts["files"]
    points.add("Tệp bằng chứng đã nhận", f"{count(len(files))} tệp")
    return [*points.blocks, *([_files(files)] if files else [])]


def _offices(offices: list[dict[str, str]]) -> Block:
    if not offices:
        return Paragraph(NOT_SENT_YET)
    return BulletList(tuple(f"{one['name']}: {one['role']}" for one in offices))


def _files(files: list[dict[str, Any]]) -> Table:
    return Table(
        caption="Các tệp bằng chứng đã nhận",
        columns=(
            Column(title="STT", align=Align.CENTRE, format=Format.COUNT, width=8),
            Column(title="Mã băm SHA-256 của tệp", width=76),
            Column(title="Dung lượng (byte)", format=Format.COUNT, width=16),
        ),
        rows=tuple(
            (at, file["sha256"], file["size"]) for at, file in enumerate(files, 1)
        ),
    )
