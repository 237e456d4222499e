"""The summary report of a campaign as an official paper.

A snapshot and an audience give one paper, in Vietnamese whoever asks for it. Number,
day and signature stay blank: the registry fills them. What only people can judge is
left as a marked space.

Legal source: Decree 30/2020/NĐ-CP, Appendix I (layout; see ``documents.layout``);
plan of the Department, III.1.1 (whom the report is for).
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import translation

from documents.blocks import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Run,
    Signature,
)
from promotions.papers.department import department_head
from reports.content.appendices import appendices
from reports.content.assessment import assessment, proposals
from reports.content.directing import directing
from reports.content.results import results
from reports.content.wording import Addressed, addressed
from reports.snapshot import Figures

LANGUAGE = "vi"
DEMO_TITLE = " (BẢN MINH HOẠ – SỐ LIỆU KHÔNG CÓ THẬT)"
DEMO_SENTENCE = (
    "Báo cáo này được lập từ dữ liệu minh hoạ để tập huấn và giới thiệu; các số liệu "
    "không phản ánh kết quả thực tế và không có giá trị sử dụng."
)
SECTIONS: tuple[Callable[[Figures, Addressed], tuple[Block, ...]], ...] = (
    directing,
    results,
    assessment,
    proposals,
)


def paper_of(
    figures: Figures,
    *,
    audience: str,
    made_at: datetime,
    is_demo: bool,
    code: str = "",
) -> Paper:
    """Return the report; ``code`` is the verification code printed in it."""
    with translation.override(LANGUAGE):
        to = addressed(audience)
        return Paper(
            letterhead=_letterhead(figures, to, made_at=made_at, is_demo=is_demo),
            body=(
                *_opening(figures, is_demo=is_demo),
                *(block for section in SECTIONS for block in section(figures, to)),
                Paragraph(
                    f"Trên đây là báo cáo kết quả tổ chức “{figures.campaign['name']}” "
                    f"trên địa bàn tỉnh Thanh Hoá, Sở Công Thương kính báo cáo "
                    f"{to.name}./."
                ),
            ),
            signature=Signature(on_behalf="KT. GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC"),
            recipients=Recipients(to.recipients),
            appendices=appendices(figures),
            made_at=made_at,
            as_of=figures.as_of,
            code=code,
        )


def _letterhead(
    figures: Figures, to: Addressed, *, made_at: datetime, is_demo: bool
) -> Letterhead:
    subject = (
        f"Kết quả tổ chức “{figures.campaign['name']}” trên địa bàn tỉnh Thanh Hoá"
    )
    return department_head(
        made_at,
        symbol="BC-SCT",
        kind="BÁO CÁO",
        subject=f"{subject}{DEMO_TITLE}" if is_demo else subject,
        addressees=(to.line,),
        day_is_blank=True,
    )


def _opening(figures: Figures, *, is_demo: bool) -> tuple[Block, ...]:
    basis = " ".join(figures.campaign["legal_basis"].split()).rstrip(".;")
    opening = Paragraph(
        f"Thực hiện {basis}, Sở Công Thương tỉnh Thanh Hoá báo cáo kết quả như sau:"
    )
    if not is_demo:
        return (opening,)
    return (Paragraph((Run(DEMO_SENTENCE, bold=True),)), opening)
