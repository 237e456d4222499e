"""The letter says what the notice says, in the layout of an official letter."""

from datetime import datetime

import pytest

from documents import docx, pdf
from documents.blocks import BulletList, Paragraph
from promotions.letters import LETTERS, letter
from promotions.story import TITLES
from tests.promotions.factories import HCM, PromotionFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 20, 9, tzinfo=HCM)
REASON = "Đề nghị sửa:\n- Giá trước.\n- Điều kiện.\nTrong 03 ngày."


def paper(verb="ask_for_changes", reason=REASON):
    promotion = PromotionFactory(submitted=True, merchant__name="HTX Thử")
    return promotion, letter(promotion, verb=verb, reason=reason, at=AT)


def test_the_letter_is_addressed_to_the_merchant_and_waits_for_number_and_day():
    promotion, made = paper()

    head = made.letterhead
    assert (head.addressees, head.kind, head.number) == (("HTX Thử",), "", None)
    assert head.day_is_blank
    assert promotion.reference in head.subject


def test_the_lines_of_the_reason_become_paragraphs_and_points():
    _, made = paper()

    assert made.body[1:4] == (
        Paragraph("Đề nghị sửa:"),
        BulletList(("Giá trước.", "Điều kiện.")),
        Paragraph("Trong 03 ngày."),
    )


@pytest.mark.parametrize("verb", LETTERS)
def test_every_letter_can_be_printed(verb):
    _, made = paper(verb)

    assert verb in TITLES
    assert docx.render(made).startswith(b"PK")
    assert pdf.render(made).startswith(b"%PDF")


def test_the_same_decision_gives_the_same_file():
    promotion, made = paper()
    again = letter(promotion, verb="ask_for_changes", reason=REASON, at=AT)

    assert docx.render(made) == docx.render(again)
