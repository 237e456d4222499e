"""How the report writes dates, moments and addressees."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from documents.blocks import Paragraph, Run
from documents.values import day
from reports.enums import Audience

SPACE_TO_WRITE = "." * 120


@dataclass(frozen=True)
class Addressed:
    """Whom the report is for: in a sentence, on its line, and who gets copies."""

    name: str
    line: str
    recipients: tuple[str, ...]


MINISTRY = Addressed(
    name="Bộ Công Thương",
    line="Bộ Công Thương (qua Cục Thương mại điện tử và Kinh tế số)",
    recipients=(
        "Như trên",
        "UBND tỉnh (để b/c)",
        "Giám đốc, các PGĐ Sở",
        "Lưu: VT, XNK",
    ),
)
PROVINCE = Addressed(
    name="Uỷ ban nhân dân tỉnh",
    line="Uỷ ban nhân dân tỉnh Thanh Hoá",
    recipients=(
        "Như trên",
        "Giám đốc, các PGĐ Sở",
        "Cục Quản lý thị trường tỉnh (p/h)",
        "UBND các huyện, thị xã, thành phố (p/h)",
        "Lưu: VT, XNK",
    ),
)


def addressed(audience: str) -> Addressed:
    return MINISTRY if audience == Audience.MINISTRY else PROVINCE


def period(facts: Any) -> str:
    """Return «từ ngày 25/11/2024 đến hết ngày 01/12/2024» of a half-open period."""
    start, end = _moments(facts)
    last = timezone.localdate(end - timedelta(microseconds=1))
    return f"từ ngày {day(timezone.localdate(start))} đến hết ngày {day(last)}"


def hours(facts: Any) -> str:
    """Return «từ 0 giờ ngày 29/11/2024 đến 12 giờ ngày 01/12/2024»."""
    start, end = _moments(facts)
    return f"từ {_hour(start)} đến {_hour(end)}"


def space_to_write(what: str) -> tuple[Paragraph, ...]:
    """Return a marked space for what only people can judge."""
    return (
        Paragraph((Run(f"(Phần dành cho đơn vị soạn thảo: {what})", italic=True),)),
        Paragraph(SPACE_TO_WRITE),
        Paragraph(SPACE_TO_WRITE),
    )


def joined(parts: list[str]) -> str:
    """Return «a, b và c»."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} và {parts[-1]}"


def _moments(facts: Any) -> tuple[datetime, datetime]:
    return (
        datetime.fromisoformat(facts["starts_at"]),
        datetime.fromisoformat(facts["ends_at"]),
    )


def _hour(moment: datetime) -> str:
    local = timezone.localtime(moment)
    minutes = f" {local.minute:02d} phút" if local.minute else ""
    return f"{local.hour} giờ{minutes} ngày {day(local.date())}"
