"""Inputs that understand what people in Viet Nam type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from phonenumber_field.formfields import PhoneNumberField

from complaints.models import Category

_CURRENCY = re.compile(r"(₫|đ|vnđ|vnd|đồng|dong)\s*$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+")


class VndField(forms.IntegerField):
    """An amount of whole đồng: ``1.250.000``, ``1250000`` or ``1 250 000 ₫``."""

    default_error_messages = {
        "invalid": _("Write the amount in digits, such as 1.250.000."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            **{"min_value": 0, "max_value": 10**12, "widget": widget, **kwargs}
        )

    def to_python(self, value: Any) -> int | None:
        """Accept separators only where they part thousands, so «12,5» is refused."""
        if isinstance(value, str):
            text = _CURRENCY.sub("", value.strip()).strip()
            if _GROUPED.fullmatch(text):
                text = re.sub(r"\D", "", text)
            value = text
        return super().to_python(value)


class VietnamesePhoneField(PhoneNumberField):  # type: ignore[misc]
    """A phone number as written here, with blanks, dots, +84, 84 or 0."""

    default_error_messages = {
        "invalid": _(
            "This phone number is not complete or not right. Write it like "
            "0912 345 678, or +84 912 345 678."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
        )
        super().__init__(**{"region": "VN", "widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[.\s()-]", "", value)
            if re.fullmatch(r"84\d{9,10}", value):
                value = f"+{value}"
        return super().to_python(value)


class DayField(forms.DateField):
    """A day written as dd/mm/yyyy."""

    default_error_messages = {
        "invalid": _("Write the day as day/month/year, such as 29/11/2024."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y",
            attrs={"inputmode": "numeric", "placeholder": "29/11/2024"},
        )
        formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]
        super().__init__(**{"widget": widget, "input_formats": formats, **kwargs})


class CategoryField(forms.ModelChoiceField[Category]):
    """What went wrong, each choice with its explanation.

    The form calls ``read_choices`` when it is made; what was chosen is found among
    them and not read again.
    """

    offered: list[Category]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Category.objects.filter(is_active=True),
            widget=forms.RadioSelect,
            empty_label=None,
            **kwargs,
        )

    def read_choices(self) -> None:
        assert self.queryset is not None
        self.offered = list(self.queryset)
        self.choices = self._choices_to_show  # made where the page is

    def _choices_to_show(self) -> list[tuple[int, SafeString]]:
        return [(c.pk, self.label_from_instance(c)) for c in self.offered]

    def find(self, value: object) -> Category | None:
        """Return the category offered under this value of a form, if any."""
        name, wanted = self.to_field_name or "pk", str(value)
        return next((c for c in self.offered if str(getattr(c, name)) == wanted), None)

    def to_python(self, value: Any) -> Category | None:
        if value in self.empty_values:
            return None
        found = self.find(value)
        if found is None:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return found

    def label_from_instance(self, obj: Category) -> SafeString:
        return format_html(
            '{} <span class="hint">{}</span>', obj.label, obj.explanation
        )


def yes_or_no(value: str) -> bool | None:
    """Read the two radio buttons; nothing chosen is neither."""
    return {"yes": True, "no": False}.get(value)


def refuse_future(day: Any, *, today: Any) -> None:
    if day is not None and day > today:
        raise ValidationError(
            _("This day has not come yet. Check the day, month and year."),
            code="future",
        )
