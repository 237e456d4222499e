from datetime import date

from django.core.exceptions import ValidationError

import pytest

from complaints.forms.fields import DayField, VietnamesePhoneField, VndField


@pytest.mark.parametrize(
    "typed",
    [
        "1250000",
        "1.250.000",
        "1,250,000",
        "1 250 000",
        "1.250.000 ₫",
        "1250000đ",
        "1.250.000 VNĐ",
        "1.250.000 đồng",
    ],
)
def test_amounts_are_understood(typed):
    assert VndField().clean(typed) == 1_250_000


@pytest.mark.parametrize(
    "typed", ["12,5", "1.25.000", "1,25 triệu", "-5", "1e6", "abc"]
)
def test_what_is_no_whole_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        VndField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "(091) 234 5678",
        "0084912345678",
    ],
)
def test_mobile_numbers_are_understood(typed):
    assert VietnamesePhoneField().clean(typed).as_e164 == "+84912345678"


def test_land_lines_are_understood():
    assert VietnamesePhoneField().clean("0237 3852 246").as_e164 == "+842373852246"


@pytest.mark.parametrize("typed", ["091234567", "09123456789", "12345", "khong co"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        VietnamesePhoneField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["28/11/2024", "28-11-2024", "28.11.2024", "28/11/24", "2024-11-28"]
)
def test_days_are_understood(typed):
    assert DayField().clean(typed) == date(2024, 11, 28)


@pytest.mark.parametrize("typed", ["31/11/2024", "11/28/2024", "hôm qua"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)
