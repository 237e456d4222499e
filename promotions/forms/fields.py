"""Fields that read what people type: 1.250.000, 12,5%, 29/11/2024 and 24:00."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

ONE_DAY = timedelta(days=1)
MAX_VND = 10**15
_CURRENCY = re.compile(r"(đồng|dong|vnđ|vnd|₫|đ)\.?$", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}([.,][0-9]{3})+")
_PERCENT = re.compile(r"[0-9]{1,4}([.,][0-9]{1,2})?")
_TIME = re.compile(r"([0-9]{1,2})(?:\s*(?::|h|giờ|\.)\s*([0-9]{1,2})?)?", re.IGNORECASE)


class MoneyField(forms.Field):
    """Whole đồng, with or without separators and currency."""

    default_error_messages = {
        "invalid": _("Write whole đồng, for instance 1.250.000."),
        "too_much": _("This amount is too large. Please check the zeros."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "num"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> int | None:
        text = "".join(str(value or "").split())
        if not text:
            return None
        text = _CURRENCY.sub("", text)
        if not _WHOLE.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        digits = re.sub(r"[.,]", "", text)
        if len(digits) > len(str(MAX_VND)) or int(digits) > MAX_VND:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return int(digits)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return number_format(value, decimal_pos=0, force_grouping=True)
        return value


class PercentField(forms.Field):
    """A percent with up to two decimals after a comma or a point."""

    default_error_messages = {
        "invalid": _("Write a percent with at most two decimals, for instance 12,5."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "num"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = "".join(str(value or "").split()).removesuffix("%")
        if not text:
            return None
        if not _PERCENT.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return number_format(Decimal(f"{value.normalize():f}"))
        return value


class MomentWidget(forms.MultiWidget):
    """A day and an hour, each with its own label."""

    template_name = "promotions/widgets/moment.html"
    use_fieldset = True

    def __init__(self, *, is_end: bool) -> None:
        # No numeric keypad: those of phones have neither «/» nor «:».
        day = {"placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        hour = {"placeholder": "24:00" if is_end else "00:00", "autocomplete": "off"}
        super().__init__(
            widgets={
                "day": forms.TextInput(attrs=day),
                "hour": forms.TextInput(attrs=hour),
            }
        )
        self.is_end = is_end

    def decompress(self, value: datetime | None) -> list[str]:
        """Show the end of a day as 24:00 of that day, as people say it."""
        if value is None:
            return ["", ""]
        local = timezone.localtime(value)
        if self.is_end and local.time() == time.min:
            return [date_format(local - ONE_DAY, "SHORT_DATE_FORMAT"), "24:00"]
        return [
            date_format(local, "SHORT_DATE_FORMAT"),
            date_format(local, "TIME_FORMAT"),
        ]


class HourField(forms.Field):
    """Minutes after midnight; 24:00 is the end of the day."""

    default_error_messages = {
        "invalid": _("Write the hour as 00:00 to 24:00, for instance 12:00."),
    }

    def to_python(self, value: Any) -> timedelta | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = _TIME.fullmatch(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hours, minutes = int(found[1]), int(found[2] or 0)
        after_midnight = timedelta(hours=hours, minutes=minutes)
        if minutes > 59 or after_midnight > ONE_DAY:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return after_midnight


class MomentField(forms.MultiValueField):
    """A moment in Asia/Ho_Chi_Minh; without an hour the day begins, or ends."""

    default_error_messages = {
        "no_day": _("Write the day too, for instance 29/11/2024."),
        "far": _("Please check the year."),
    }

    def __init__(self, *, is_end: bool = False, **kwargs: Any) -> None:
        self.is_end = is_end
        invalid = _("Write the day as dd/mm/yyyy, for instance 29/11/2024.")
        super().__init__(
            fields=(
                forms.DateField(required=False, error_messages={"invalid": invalid}),
                HourField(required=False),
            ),
            widget=MomentWidget(is_end=is_end),
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> datetime | None:
        day, after_midnight = data_list or (None, None)
        if day is None:
            if after_midnight is not None:
                raise ValidationError(self.error_messages["no_day"], code="no_day")
            return None
        assert isinstance(day, date)
        if not 2000 <= day.year <= 2100:
            raise ValidationError(self.error_messages["far"], code="far")
        if after_midnight is None:
            after_midnight = ONE_DAY if self.is_end else timedelta()
        return timezone.make_aware(
            datetime.combine(day, time.min) + after_midnight,
            timezone.get_default_timezone(),
        )
