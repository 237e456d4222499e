"""What people write: the facts of a complaint, and the same as a posted form."""

from datetime import date
from uuid import UUID

from accounts.models import District
from complaints.intake import ComplaintFacts
from complaints.models import Category

KEY = UUID("7a0e1c1e-6c0b-4d6f-9a55-000000000001")
OTHER_KEY = UUID("7a0e1c1e-6c0b-4d6f-9a55-000000000002")


def facts(category="false-discount", **changes) -> ComplaintFacts:
    return ComplaintFacts(
        **{
            "kind": "complaint",
            "category": Category.objects.get(code=category),
            "district": District.objects.get(code="380"),
            "seller_name": "Cửa hàng Thử",
            "seller_channel": "store",
            "story": "Giá gốc ghi 500.000 ₫, hôm trước chỉ bán 300.000 ₫.",
            "demand": "Hoàn lại phần chênh lệch.",
            "bought_on": date(2024, 11, 28),
            "full_name": "Lê Thị Thử",
            "phone": "+84912345678",
            "email": "nguoi-mua@thu.example",
            "consent_version": "2024-11",
            **changes,
        }
    )


def posted(place, matter, /, key=KEY, **changes) -> dict[str, str]:
    """Return the form as a browser sends it."""
    form = {
        "key": str(key),
        "kind": "complaint",
        "category": str(matter.pk),
        "story": "Giá gốc ghi 500.000 ₫, hôm trước chỉ bán 300.000 ₫.",
        "demand": "Hoàn lại phần chênh lệch.",
        "bought_on": "28/11/2024",
        "amount_vnd": "1.250.000",
        "seller_name": "Cửa hàng Thử",
        "seller_channel": "store",
        "seller_address": "12 Phố Thử",
        "district": str(place.pk),
        "has_contacted": "no",
        "full_name": "Lê Thị Thử",
        "phone": "0912 345 678",
        "email": "nguoi-mua@thu.example",
        "may_handle": "on",
        **changes,
    }
    return {name: value for name, value in form.items() if value is not None}
