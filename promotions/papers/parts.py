"""What the papers of a merchant have in common: head, points, closing."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from documents.blocks import (
    Appendix,
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Run,
    Signature,
)
from promotions.papers import wording
from promotions.papers.facts import DossierFacts
from promotions.papers.wording import BLANK, SHORT_BLANK

PLACE = "Thanh Hoá"
HOW_SIGNED = "(Ký, ghi rõ họ tên và đóng dấu – nếu có)"


def merchant_paper(
    facts: DossierFacts,
    body: tuple[Block, ...],
    *,
    form: str,
    kind: str,
    made_at: datetime,
    code: str,
    subject: str = "",
    addressees: tuple[str, ...] = (),
    appendices: tuple[Appendix, ...] = (),
) -> Paper:
    """Return a paper that the merchant signs; number and day are left to be written."""
    return Paper(
        letterhead=Letterhead(
            form=form,
            issuer=facts.merchant.name.upper(),
            issuer_name=facts.merchant.name,
            place=PLACE,
            dated=timezone.localdate(facts.told_at),
            has_number=True,
            kind=kind,
            subject=subject,
            addressees=addressees,
        ),
        body=(*body[:-1], _kept(body[-1])),
        made_at=made_at,
        signature=Signature(
            title=wording.signer(facts),
            how=HOW_SIGNED,
            name=facts.merchant.representative,
        ),
        recipients=Recipients(("Như trên", "Lưu: Thương nhân")) if addressees else None,
        appendices=appendices,
        code=code,
        mark=facts.mark,
    )


def _kept(last: Block) -> Block:
    """Keep the last words with the signature, which never stands on a page alone."""
    return replace(last, kept=True) if isinstance(last, Paragraph) else last


def about_merchant(facts: DossierFacts) -> tuple[Paragraph, ...]:
    """Return who writes, as the forms ask for it before the first point."""
    trader = facts.merchant
    return (
        line("Tên thương nhân", trader.name),
        line("Địa chỉ trụ sở chính", trader.address),
        together(
            ("Điện thoại", trader.phone),
            ("Fax", ""),
            ("Email", trader.email),
        ),
        line("Mã số thuế", trader.tax_code),
        together(
            ("Người liên hệ", trader.contact_name),
            ("Điện thoại", trader.contact_phone),
        ),
    )


def line(label: str, value: str) -> Paragraph:
    return Paragraph((Run(f"{label}: "), Run(value or BLANK)))


def together(*pairs: tuple[str, str]) -> Paragraph:
    """Return several short answers on one line."""
    return Paragraph("; ".join(f"{label}: {v or SHORT_BLANK}" for label, v in pairs))


class Points:
    """The numbered points of a form, in the order they are added."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._count = 0

    def add(self, label: str, value: str = "", *more: Block) -> None:
        """Add a point with its answer, or room to write one; blocks may follow it."""
        self._count += 1
        room = "" if more else BLANK
        first, *rest = _lines(value) or [room]
        head = (Run(f"{self._count}. {label}: ", bold=True), Run(first))
        self.blocks += [Paragraph(head), *map(Paragraph, rest), *more]


def _lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


def promise(facts: DossierFacts) -> Paragraph:
    return Paragraph(
        f"{facts.merchant.name} cam kết thực hiện đúng và hoàn toàn chịu trách nhiệm về "
        "chương trình khuyến mại trên theo quy định của pháp luật hiện hành./."
    )


def basis(facts: DossierFacts, does: str) -> Paragraph:
    """Return on what law the merchant notifies or registers."""
    return Paragraph(
        "Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005 và Nghị định số "
        "81/2018/NĐ-CP ngày 22 tháng 5 năm 2018 của Chính phủ quy định chi tiết Luật "
        "Thương mại về hoạt động xúc tiến thương mại, "
        f"{facts.merchant.name} {does} chương trình khuyến mại như sau:"
    )
