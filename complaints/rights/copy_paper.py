"""The copy of a person's data as a paper to read."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from complaints.rights.stored import Fact, Section
from documents.blocks import Block, Heading, Paper, Paragraph, Run
from documents.values import day, moment
from promotions.papers.department import department_head

WHAT_IT_IS = (
    "Bản sao này có mọi dữ liệu cá nhân cổng lưu cùng phản ánh của bạn, lập theo Nghị định "
    "13/2023/NĐ-CP, Điều 9 và Điều 14. Ghi chú nội bộ và tài liệu làm việc của các đơn vị "
    "không thuộc bản sao. Tệp bằng chứng được liệt kê; bản gốc do bạn gửi và được cổng "
    "niêm phong."
)


def paper_of(sections: list[Section], *, at: datetime) -> Paper:
    return Paper(
        letterhead=department_head(at, kind="BẢN SAO DỮ LIỆU CÁ NHÂN"),
        body=(Paragraph(WHAT_IT_IS), *_blocks(sections)),
        made_at=at,
    )


def _blocks(sections: list[Section]) -> list[Block]:
    blocks: list[Block] = []
    for section in sections:
        blocks.append(Heading(1, section.title))
        for number, facts in enumerate(section.rows, 1):
            if len(section.rows) > 1:
                blocks.append(Paragraph((Run(f"{number}.", bold=True),), kept=True))
            blocks += map(_line, facts)
    return blocks


def _line(fact: Fact) -> Block:
    return Paragraph((Run(f"{fact.label}: ", bold=True), Run(_shown(fact.value))))


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case datetime():
            return moment(timezone.localtime(value))
        case date():
            return day(value)
        case list():
            return "; ".join(map(_shown, value))
        case _:
            return " ".join(str(value).split())
