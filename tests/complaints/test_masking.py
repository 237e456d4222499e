from django.utils.translation import override

import pytest

from complaints.masking import mask_contacts, mask_sender
from complaints.models import Complaint


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Gọi tôi 0912345678 nhé", "Gọi tôi [covered] nhé"),
        ("Gọi 0912 345 678.", "Gọi [covered]."),
        ("Gọi 0912.345.678", "Gọi [covered]"),
        ("zalo +84 912-345-678", "zalo [covered]"),
        ("(091) 234 5678", "[covered]"),
        ("a.b@thu.example, xin cảm ơn", "[covered] xin cảm ơn"),
        ("CCCD 038123456789", "CCCD [covered]"),
        ("Nhà tôi ở số 9 Phố Thử. Hàng vỡ.", "Nhà tôi ở [covered]. Hàng vỡ."),
        ("giao đến nhà 12/5 Phố Thử; trễ", "giao đến nhà [covered]; trễ"),
        ("Địa chỉ nhận hàng: 9 Phố Thử\nHỏng", "Địa chỉ nhận hàng: [covered]\nHỏng"),
    ],
)
def test_what_leads_to_a_person_is_covered(written, shown):
    assert mask_contacts(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "Giá 1.250.000 ₫, trước là 1.300.000.000 đồng",
        "mua ngày 28/11/2024",
        "đơn 12345",
        "lúc 12:30, ở số 12 Phố Thử",
        "giao đến muộn 3 ngày",
        "tôi ở xa",
    ],
)
def test_money_days_and_short_numbers_stay(written):
    assert mask_contacts(written) == written


@pytest.mark.parametrize(
    ("name", "written", "shown"),
    [
        ("Lê Thị Thử", "Tôi là lê  thị thử.", "Tôi là [covered]."),
        ("Lê Thị Thử", "Lê Thị Thửa, Cửa hàng Thử", "Lê Thị Thửa, Cửa hàng Thử"),
        ("An", "An mua cho an toàn", "[covered] mua cho an toàn"),
        ("", "Lê Thị Thử", "Lê Thị Thử"),
    ],
)
def test_name_of_the_sender_is_covered_wherever_it_stands(name, written, shown):
    assert mask_sender(Complaint(full_name=name), written) == shown
