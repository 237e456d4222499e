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
    """One request; ``path`` begins below /api/v1/, ``status`` is what it answers."""

    slug: str
    title: str | Promise
    path: str
    method: str = "GET"
    status: int = 200
    body: Any = None

    @property
    def url(self) -> str:
        return f"{settings.PORTAL_ORIGIN.rstrip('/')}{PREFIX}{self.path}"

    @property
    def curl(self) -> str:
        """Return the command that sends the request from a shell."""
        parts = [f"curl {shlex.quote(self.url)}"]
        if self.method != "GET":
            parts.append(f"-X {self.method}")
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
EXAMPLES = (*READING, *CHECKING)
