"""The examples of the documentation. Each is sent by a test, and answers as shown.

What an example answers is kept in ``answers/``, one file each, recorded by that test.
"""

import json
import shlex
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thanhhoa_ecom.api.problems import PREFIX

ANSWERS = Path(__file__).parent / "answers"
RECORDED_AT = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Example:
    """One request; ``path`` begins below /api/v1/, ``status`` is what it answers.

    ``is_once`` tells one that creates, ``sheet`` names a file that is sent.
    """

    slug: str
    title: str | Promise
    path: str
    method: str = "GET"
    status: int = 200
    body: Any = None
    needs_key: bool = False
    is_once: bool = False
    sheet: str = ""

    @property
    def url(self) -> str:
        return f"{settings.PORTAL_ORIGIN.rstrip('/')}{PREFIX}{self.path}"

    @property
    def curl(self) -> str:
        """Return the command that sends the request from a shell."""
        parts = [f"curl {shlex.quote(self.url)}"]
        if self.method != "GET":
            parts.append(f"-X {self.method}")
        if self.needs_key:
            parts.append('-H "Authorization: Bearer $KHOA"')
        if self.is_once:
            parts.append('-H "Idempotency-Key: $(uuidgen)"')
        if self.sheet:
            parts.append(f"-F file=@{self.sheet}")
        if self.body is not None:
            content = json.dumps(self.body, ensure_ascii=False, indent=2)
            parts.append("-H 'Content-Type: application/json'")
            parts.append(f"-d {shlex.quote(content)}")
        return " \\\n  ".join(parts)

    @property
    def file(self) -> Path:
        return ANSWERS / f"{self.slug}.json"

    @cached_property
    def answer(self) -> str:
        text = self.file.read_text(encoding="utf-8")
        return text.replace(RECORDED_AT, settings.PORTAL_ORIGIN.rstrip("/"))


READING = (
    Example("root", _("Where to begin"), ""),
    Example(
        "search",
        _("Promotions for nem chua that run now, the highest discount first"),
        "promotions/?q=nem+chua&trang-thai=dang-chay&sap-xep=giam-nhieu",
    ),
    Example("promotion", _("One promotion"), "promotions/KM-2024-000001/"),
    Example(
        "items",
        _("Its goods, one at a time"),
        "promotions/KM-2024-000001/items/?limit=1",
    ),
    Example(
        "shelf",
        _("A shelf asks 85,000 đồng: what is registered?"),
        "promotions/KM-2024-000001/items/1/price-check/?gia=85000",
    ),
    Example("merchant", _("The merchant"), "merchants/2899999013/"),
    Example(
        "open-complaints",
        _("What consumers reported, as open data"),
        "open-data/complaints/",
    ),
    Example("campaign", _("The campaign"), "campaigns/online-friday-2024/"),
    Example(
        "nothing",
        _("What is not there: a problem as RFC 9457 tells it"),
        "promotions/KM-2024-999999/",
        status=404,
    ),
    Example(
        "wrong-facet",
        _("A value that makes no sense"),
        "promotions/?giam-tu=nhieu",
        status=400,
    ),
)
CHECKING = (
    Example(
        "check",
        _("A discount of 60% outside the programme: what does the law say?"),
        "promotions/check/",
        method="POST",
        body={
            "merchant": {
                "kind": "enterprise",
                "tax_code": "2899999013",
                "name": "Hợp tác xã Nem chua Ví dụ",
                "address": "Số 5 đường Lê Hoàn, Thành phố Thanh Hoá",
                "phone": "02373852000",
            },
            "name": "Xả hàng cuối năm",
            "forms": ["discount"],
            "starts_at": "2024-12-09T00:00:00+07:00",
            "ends_at": "2024-12-16T00:00:00+07:00",
            "customers": "Tất cả khách hàng",
            "content": "Giảm giá trực tiếp trên giá niêm yết",
            "conditions": "Không giới hạn số lượng mua",
            "items": [
                {
                    "name": "Nem chua Thanh Hoá",
                    "goods_group": "food",
                    "quantity": 100,
                    "price_before_vnd": 100000,
                    "price_now_vnd": 40000,
                }
            ],
        },
    ),
    Example(
        "check-unreadable",
        _("A field that cannot be read"),
        "promotions/check/",
        method="POST",
        status=400,
        body={"forms": ["sale"], "items": [{"price_before_vnd": "rẻ"}]},
    ),
)
WRITING = (
    Example("me", _("Whose key is this?"), "me/", needs_key=True),
    Example(
        "start",
        _("Start a draft that takes part in the programme"),
        "dossiers/",
        method="POST",
        status=201,
        needs_key=True,
        is_once=True,
        body={
            "name": "Giò lụa giảm giá 60 giờ",
            "campaign": "online-friday-2024",
            "slot": "60-gio",
            "forms": ["discount"],
            "starts_at": "2024-11-30T00:00:00+07:00",
            "ends_at": "2024-12-01T12:00:00+07:00",
            "customers": "Tất cả khách hàng",
            "content": "Giảm giá trực tiếp trên giá niêm yết",
            "channels": [7],
        },
    ),
    Example(
        "change",
        _("Change one fact of it"),
        "dossiers/KM-2024-000002/",
        method="PATCH",
        needs_key=True,
        body={"conditions": "Mỗi khách hàng mua tối đa 5 kg"},
    ),
    Example(
        "add-item",
        _("Add an item"),
        "dossiers/KM-2024-000002/items/",
        method="POST",
        status=201,
        needs_key=True,
        is_once=True,
        body={
            "name": "Giò lụa",
            "goods_group": "food",
            "unit_of_measure": "kg",
            "quantity": 200,
            "price_before_vnd": 160000,
            "price_now_vnd": 120000,
            "is_local": True,
        },
    ),
    Example(
        "send-sheet",
        _("Or send an item sheet with many goods"),
        "dossiers/KM-2024-000002/sheets/",
        method="POST",
        status=202,
        needs_key=True,
        is_once=True,
        sheet="hang-hoa.csv",
    ),
    Example(
        "follow-sheet",
        _("Follow the sheet"),
        "dossiers/KM-2024-000003/sheets/1/",
        needs_key=True,
    ),
    Example(
        "findings",
        _("What does the law say?"),
        "dossiers/KM-2024-000002/findings/",
        needs_key=True,
    ),
    Example(
        "submit",
        _("Declare and send it, with the “saved_at” that was read"),
        "dossiers/KM-2024-000002/submission/",
        method="POST",
        needs_key=True,
        is_once=True,
        body={"saved_at": "2024-11-18T09:00:00+07:00", "is_declared_true": True},
    ),
    Example(
        "events",
        _("What has happened since?"),
        "dossiers/KM-2024-000002/events/",
        needs_key=True,
    ),
    Example("no-key", _("Without a key"), "dossiers/", status=401),
)
COMPLAINING = (
    Example(
        "complaint-categories", _("What can be reported?"), "complaint-categories/"
    ),
    Example("complaint-consent", _("What must be asked first?"), "complaint-consent/"),
    Example(
        "complaint-file",
        _("Announce a photo of the shelf"),
        "complaint-files/",
        method="POST",
        status=201,
        body={
            "filename": "ke-hang.jpg",
            "type": "image/jpeg",
            "size_bytes": 184320,
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
    ),
    Example(
        "complaint",
        _("File a complaint against a seller"),
        "complaints/",
        method="POST",
        status=201,
        is_once=True,
        body={
            "kind": "complaint",
            "category": "false-discount",
            "story": "Kệ ghi giảm 30% từ 100.000 ₫, hôm trước cũng chỉ bán 70.000 ₫.",
            "demand": "Hoàn lại phần chênh lệch.",
            "bought_on": "2024-11-29",
            "amount_vnd": 70000,
            "seller_name": "Hợp tác xã Nem chua Ví dụ",
            "seller_channel": "store",
            "district": "380",
            "promotion": "KM-2024-000001",
            "has_contacted": False,
            "full_name": "Nguyễn Thị Ví Dụ",
            "phone": "0912 345 678",
            "consent_version": "2024-11",
            "may_handle": True,
            "may_share_with_seller": False,
        },
    ),
    Example(
        "complaint-incomplete",
        _("What is missing is named as on the page"),
        "complaints/",
        method="POST",
        status=400,
        is_once=True,
        body={"kind": "tip", "story": "Hàng không có nhãn.", "may_handle": False},
    ),
    Example(
        "complaint-follow",
        _("How does a report stand?"),
        "complaints/follow/",
        method="POST",
        body={"code": "PA-7K3M-9QXD-2TRV", "factor": "5678"},
    ),
    Example(
        "complaint-reply",
        _("Answer the question of an office"),
        "complaints/reply/",
        method="POST",
        is_once=True,
        body={
            "code": "PA-7K3M-9QXD-2TRV",
            "factor": "5678",
            "text": "Tôi mua tại quầy số 3, còn giữ hoá đơn.",
        },
    ),
    Example(
        "complaint-wrong-factor",
        _("A wrong code and wrong digits are answered alike"),
        "complaints/follow/",
        method="POST",
        status=404,
        body={"code": "PA-7K3M-9QXD-2TRV", "factor": "0000"},
    ),
)
EXAMPLES = (*READING, *CHECKING, *WRITING, *COMPLAINING)
