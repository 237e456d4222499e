"""The official letter by which a decision is told to the merchant.

It says what the notice says, in the layout of an official letter: number, day and
signature stay blank, because the registry fills them and a leader signs. A letter is
made from its event alone, so it reads the same whenever it is made.

Legal source: Decree 30/2020/NĐ-CP, Appendix I (layout; see ``documents.layout``). The
words are Vietnamese whoever makes the letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from documents.blocks import (
    Block,
    BulletList,
    Paper,
    Paragraph,
    Recipients,
    Signature,
)
from promotions.models import Promotion
from promotions.papers.department import department_head


@dataclass(frozen=True)
class Wording:
    """What the letter about one decision says around the reason."""

    subject: str
    opening: str
    closing: str


LETTERS: Mapping[str, Wording] = {
    "ask_for_changes": Wording(
        subject="đề nghị bổ sung, chỉnh sửa hồ sơ khuyến mại {reference}",
        opening="đề nghị thương nhân bổ sung, chỉnh sửa các nội dung sau:",
        closing=(
            "Đề nghị {merchant} hoàn thiện và gửi lại hồ sơ trên Cổng thông tin Tuần lễ "
            "Thương mại điện tử tỉnh Thanh Hoá."
        ),
    ),
    "refuse": Wording(
        subject="không công bố chương trình khuyến mại, hồ sơ {reference}",
        opening="thông báo không công bố chương trình trên Cổng thông tin, lý do:",
        closing=(
            "Việc không công bố trên Cổng thông tin không thay thế thủ tục hành chính "
            "theo quy định của pháp luật."
        ),
    ),
    "suspend": Wording(
        subject="tạm dừng hiển thị chương trình khuyến mại, hồ sơ {reference}",
        opening="thông báo tạm dừng hiển thị chương trình trên Cổng thông tin, lý do:",
        closing=(
            "Đề nghị {merchant} khắc phục và thông tin lại cho Phòng Quản lý Thương mại."
        ),
    ),
    "delist": Wording(
        subject="gỡ chương trình khuyến mại khỏi danh mục công bố, hồ sơ {reference}",
        opening="quyết định gỡ chương trình khỏi danh mục công bố trên Cổng, lý do:",
        closing=(
            "Nếu không đồng ý, {merchant} có thể kiến nghị xem xét lại một lần trên Cổng "
            "trong thời hạn ghi tại trang hồ sơ. Việc này không hạn chế quyền khiếu nại "
            "theo quy định của pháp luật."
        ),
    ),
    "uphold": Wording(
        subject="trả lời kiến nghị xem xét lại, hồ sơ {reference}",
        opening="giữ nguyên quyết định đã thông báo, lý do:",
        closing=(
            "Kết quả xem xét lại không hạn chế quyền khiếu nại của {merchant} theo quy "
            "định của pháp luật."
        ),
    ),
    "reverse": Wording(
        subject="trả lời kiến nghị xem xét lại, hồ sơ {reference}",
        opening="rút lại quyết định đã thông báo, lý do:",
        closing="Đề nghị {merchant} thực hiện chương trình đúng nội dung đã công bố.",
    ),
    "resume": Wording(
        subject="khôi phục hiển thị chương trình khuyến mại, hồ sơ {reference}",
        opening="thông báo khôi phục hiển thị chương trình trên Cổng thông tin, lý do:",
        closing="Đề nghị {merchant} thực hiện chương trình đúng nội dung đã công bố.",
    ),
}


def letter(promotion: Promotion, *, verb: str, reason: str, at: datetime) -> Paper:
    """Return the letter of a decision; raises ``KeyError`` where a verb has none."""
    wording, merchant = LETTERS[verb], promotion.merchant
    names = {"reference": promotion.reference, "merchant": merchant.name}
    return Paper(
        letterhead=department_head(
            at,
            symbol="SCT-QLTM",
            subject=wording.subject.format(**names),
            addressees=(merchant.name,),
            day_is_blank=True,
        ),
        body=(
            Paragraph(
                f"Sở Công Thương tỉnh Thanh Hoá đã xem xét hồ sơ {promotion.reference}, "
                f"chương trình khuyến mại “{promotion.name}” của {merchant.name} (mã số "
                f"thuế {merchant.tax_code}) và {wording.opening}"
            ),
            *_reason(reason),
            Paragraph(wording.closing.format(**names)),
            Paragraph(
                "Sở Công Thương tỉnh Thanh Hoá thông báo để thương nhân biết, thực hiện./."
            ),
        ),
        signature=Signature(
            on_behalf="TL. GIÁM ĐỐC", title="TRƯỞNG PHÒNG QUẢN LÝ THƯƠNG MẠI"
        ),
        recipients=Recipients(("Như trên", "Lãnh đạo Sở (để b/c)", "Lưu: VT, QLTM")),
        made_at=at,
    )


def _reason(reason: str) -> tuple[Block, ...]:
    """Return the lines of the reason; neighbours that begin with a dash are a list."""
    blocks: list[Block] = []
    listed: list[str] = []
    for line in [*reason.splitlines(), ""]:
        text = line.strip()
        if text.startswith("- "):
            listed.append(text[2:].strip())
            continue
        if listed:
            blocks.append(BulletList(tuple(listed)))
            listed = []
        if text:
            blocks.append(Paragraph(text))
    return tuple(blocks)
