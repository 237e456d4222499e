from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

import pytest

from promotions.forms.fields import MomentField, MoneyField, PercentField

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *(("1250000", 1_250_000), ("1.250.000", 1_250_000), ("1,250,000", 1_250_000)),
        *(("1 250 000", 1_250_000), ("1.250.000 đ", 1_250_000), ("185.000₫", 185_000)),
        *(("185.000 đồng", 185_000), ("185000 VND", 185_000), (" 0 ", 0)),
        *(("1000000000000000", 10**15), ("1.250.000\xa0₫", 1_250_000)),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        *("1,25 triệu", "1.25", "12.50.000", "1.250.00", "-5", "abc", "1e6", "đồng"),
        *("1000000000000001", "9" * 5_000, "\uff11\uff12", "1.000,50", "<b>1</b>"),
    ],
)
def test_money_that_could_mean_something_else_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        MoneyField().clean(typed)

    assert len(refused.value.messages) == 1


def test_money_is_shown_as_it_is_written_here():
    field = MoneyField()

    assert field.prepare_value(1_250_000) == "1.250.000"
    assert field.prepare_value("1,25 triệu") == "1,25 triệu"


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        *(("12,5", "12.5"), ("12.5", "12.5"), ("12,5%", "12.5"), ("50", "50")),
        *(("50,01 %", "50.01"), ("100", "100"), ("0", "0"), ("150", "150")),
    ],
)
def test_percent_is_read_with_comma_or_point(typed, percent):
    assert PercentField().clean(typed) == Decimal(percent)


@pytest.mark.parametrize("typed", ["12,555", "-1", "abc", "1,2,3", "99999", "∞", "1e2"])
def test_percent_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError, match="12,5"):
        PercentField().clean(typed)


@pytest.mark.parametrize(
    ("stored", "shown"), [("12.50", "12,5"), ("50.00", "50"), ("0.01", "0,01")]
)
def test_percent_is_shown_without_idle_zeros(stored, shown):
    assert PercentField().prepare_value(Decimal(stored)) == shown


@pytest.mark.parametrize("field", [MoneyField, PercentField])
def test_field_that_may_be_empty_gives_nothing(field):
    assert field(required=False).clean("  ") is None


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("29/11/2024", "00:00", datetime(2024, 11, 29, tzinfo=HCM)),
        ("29/11/2024", "", datetime(2024, 11, 29, tzinfo=HCM)),
        ("29-11-2024", "9h30", datetime(2024, 11, 29, 9, 30, tzinfo=HCM)),
        ("29/11/2024", "9 giờ", datetime(2024, 11, 29, 9, tzinfo=HCM)),
        ("2024-11-29", "23:59", datetime(2024, 11, 29, 23, 59, tzinfo=HCM)),
        ("01/12/2024", "24:00", datetime(2024, 12, 2, tzinfo=HCM)),
    ],
)
def test_moment_is_a_day_and_an_hour(day, hour, moment):
    assert MomentField().clean([day, hour]) == moment


def test_end_without_an_hour_is_the_end_of_the_day():
    moment = MomentField(is_end=True).clean(["01/12/2024", ""])

    assert moment == datetime(2024, 12, 2, tzinfo=HCM)


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        *(("31/02/2024", ""), ("hôm nay", ""), ("29/11/0024", ""), ("29/11/9999", "")),
        *(("29/11/2024", "24:01"), ("29/11/2024", "12:60"), ("29/11/2024", "25")),
        *(("29/11/2024", "sáng"), ("", "12:00"), ("9" * 5_000, ""), ("\x00", "")),
    ],
)
def test_moment_that_does_not_exist_is_refused(day, hour):
    with pytest.raises(ValidationError) as refused:
        MomentField(required=False).clean([day, hour])

    assert len(refused.value.messages) == 1


@pytest.mark.parametrize(
    ("is_end", "shown"),
    [(True, ["01/12/2024", "24:00"]), (False, ["02/12/2024", "00:00"])],
)
def test_midnight_is_shown_as_the_end_of_a_day_only_for_an_end(is_end, shown):
    widget = MomentField(is_end=is_end).widget

    assert widget.decompress(datetime(2024, 12, 2, tzinfo=HCM)) == shown
