"""What the living style page shows: one template a component, and its made-up data.

The templates under ``templates/style/`` are shown both rendered and as source, so the
page cannot drift from the code that it documents. Their Vietnamese is example data.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import segno

HIGHEST_PERCENT = 100


class SampleForm(forms.Form):
    """One field of each kind that the portal uses."""

    name = forms.CharField(
        label="Tên chương trình",
        help_text="Như bạn sẽ đăng cho người mua thấy.",
        max_length=200,
    )
    price = forms.CharField(
        label="Giá khuyến mại",
        help_text="Ví dụ: 1.250.000",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    percent = forms.CharField(
        label="Mức giảm",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    starts = forms.CharField(label="Bắt đầu lúc", help_text="Ví dụ: 00:00 29/11/2024")
    day = forms.DateField(
        label="Ngày mua",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    district = forms.ChoiceField(
        label="Huyện", choices=[("", "Chọn"), ("407", "Nghi Sơn"), ("382", "Sầm Sơn")]
    )
    kind = forms.ChoiceField(
        label="Hình thức",
        choices=[("giam", "Giảm giá"), ("tang", "Tặng hàng"), ("rui", "May rủi")],
        widget=forms.RadioSelect,
        help_text="Chọn hình thức chính.",
    )
    channels = forms.MultipleChoiceField(
        label="Kênh bán",
        choices=[("shop", "Cửa hàng"), ("web", "Website"), ("app", "Sàn TMĐT")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    photo = forms.FileField(
        label="Ảnh", help_text="JPG hoặc PNG, đến 5 MB.", required=False
    )
    details = forms.CharField(
        label="Nội dung chi tiết", widget=forms.Textarea, required=False
    )
    agree = forms.BooleanField(label="Tôi cam kết nội dung trên là đúng sự thật")

    def clean_percent(self) -> str:
        text: str = self.cleaned_data["percent"]
        if float(text.replace(",", ".")) > HIGHEST_PERCENT:
            raise ValidationError(
                "Mức giảm không thể vượt 100%%. Hãy nhập số từ 0 đến 100.",
                params={"source": "Căn cứ: khoản 2 Điều 7 Nghị định 81/2018/NĐ-CP"},
            )
        return text


@dataclass(frozen=True)
class Sample:
    name: str
    title: str | Promise
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"style/_{self.name}.html"

    @property
    def source(self) -> str:
        text: str = loader.get_template(self.template).template.source  # type: ignore[attr-defined]
        return text


def samples(*, at: datetime) -> list[Sample]:
    return [
        Sample(name, title, DATA[name](at) if name in DATA else {})
        for name, title in TITLES.items()
    ]


def _form(at: datetime) -> dict[str, Any]:
    return {"form": SampleForm(auto_id="id_%s")}


def _form_errors(at: datetime) -> dict[str, Any]:
    refused = {"percent": "120", "name": ""}
    return {"form": SampleForm(refused, auto_id="refused_%s")}


def _panel(at: datetime) -> dict[str, Any]:
    code = segno.make("https://example.vn/phan-anh/PA-7KQ2-M4XD/", error="m")
    return {"qr": code.svg_data_uri(border=2)}


def _timeline(at: datetime) -> dict[str, Any]:
    return {
        "entries": [
            {
                "at": at - timedelta(days=3),
                "title": "Chúng tôi đã nhận phản ánh",
                "kind": "info",
            },
            {
                "at": at - timedelta(days=2),
                "title": "Đã chuyển đến Hội Bảo vệ người tiêu dùng tỉnh",
                "by": "Phòng Quản lý Thương mại",
            },
            {
                "at": at - timedelta(hours=4),
                "title": "Có kết quả",
                "by": "Hội Bảo vệ người tiêu dùng tỉnh",
                "text": "Cửa hàng đã hoàn 17.000 ₫ cho bạn.",
                "kind": "ok",
            },
        ]
    }


def _pagination(at: datetime) -> dict[str, Any]:
    return {"page_obj": Paginator(range(240), 20).page(3)}


DATA: dict[str, Callable[[datetime], dict[str, Any]]] = {
    "form": _form,
    "form_errors": _form_errors,
    "panel": _panel,
    "timeline": _timeline,
    "pagination": _pagination,
}
TITLES: dict[str, str | Promise] = {
    "colours": _("Colours"),
    "type": _("Type"),
    "phase": _("Phase, frieze and ribbons"),
    "buttons": _("Buttons"),
    "search": _("Search with facets"),
    "offers": _("Promotions"),
    "compare": _("Comparing prices"),
    "tags": _("States"),
    "task_list": _("Task list"),
    "steps": _("Steps"),
    "form": _("Fields"),
    "form_errors": _("Errors"),
    "check_answers": _("Checking answers"),
    "panel": _("Confirmation"),
    "timeline": _("Timeline"),
    "lanes": _("Referrals and their clocks"),
    "figures": _("Figures with their definition"),
    "chart": _("Chart with its table"),
    "queue": _("Queue of work"),
    "diff": _("What has changed"),
    "empty": _("Nothing found"),
    "notices": _("Notices"),
    "pagination": _("Pages of a list"),
}
