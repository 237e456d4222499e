from django.utils.translation import override

import pytest

from complaints.guides import QUESTIONS, guide_of
from complaints.questions import LONGEST_LINE, MOST_VND

CHOICE = QUESTIONS["delivery-fault"]
YES_NO = QUESTIONS["prize-fee"]
LINE = QUESTIONS["offer-refusal"]
DAY = QUESTIONS["prize-told-on"]
AMOUNT = QUESTIONS["price-before"]


@pytest.mark.parametrize(
    ("question", "answer", "holds"),
    [
        (CHOICE, "wrong", True),
        (CHOICE, "unknown", True),
        (CHOICE, "blue", False),
        (CHOICE, ["wrong"], False),
        (YES_NO, "yes", True),
        (YES_NO, True, False),
        (LINE, "x" * LONGEST_LINE, True),
        (LINE, "x" * (LONGEST_LINE + 1), False),
        (LINE, "", False),
        (LINE, 5, False),
        (DAY, "2024-11-29", True),
        (DAY, "29/11/2024", False),
        (DAY, "20241129", False),
        (AMOUNT, 0, True),
        (AMOUNT, -1, False),
        (AMOUNT, MOST_VND, True),
        (AMOUNT, MOST_VND + 1, False),
        (AMOUNT, True, False),
        (AMOUNT, "5", False),
        (AMOUNT, None, False),
    ],
)
def test_an_answer_is_of_the_kind_of_its_question(question, answer, holds):
    assert question.holds(answer) is holds


@pytest.mark.parametrize(
    ("question", "answer", "vi", "en"),
    [
        (CHOICE, "wrong", "Giao sai hàng", "The wrong goods came"),
        (YES_NO, "unknown", "Tôi không rõ", "I do not know"),
        (LINE, "Hết mã", "Hết mã", "Hết mã"),
        (DAY, "2024-11-29", "29/11/2024", "29/11/2024"),
        (AMOUNT, 1_250_000, "1.250.000\N{NO-BREAK SPACE}₫", None),
    ],
)
def test_an_answer_is_told_in_the_language_of_the_reader(question, answer, vi, en):
    for language, words in (("vi", vi), ("en", en)):
        with override(language):
            assert words in {None, question.in_words(answer)}


def test_what_the_category_does_not_ask_is_not_kept():
    kept = guide_of("counterfeit").kept({"fake-part": "brand", "price-before": 5})

    assert kept == {"fake-part": "brand"}


def test_an_answer_of_no_use_is_not_kept_in_silence():
    with pytest.raises(ValueError, match="'fake-part' cannot be answered so"):
        guide_of("counterfeit").kept({"fake-part": "blue"})


def test_only_what_names_nobody_is_told_where_nobody_may_be_named():
    answers = {"offer-kind": "code", "offer-refusal": "Anh Nam bảo hết mã"}
    guide = guide_of("offer-not-applied")

    told = [answer for _question, answer in guide.in_words(answers)]
    named = [a for _question, a in guide.in_words(answers, names_nobody=True)]

    assert told == ["Mã giảm giá, mã mua sắm", "Anh Nam bảo hết mã"]
    assert named == ["Mã giảm giá, mã mua sắm"]


def test_an_answer_to_an_older_question_is_passed_over():
    assert guide_of("counterfeit").in_words({"fake-part": "gone", "x": "y"}) == []


@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        ({"delivery-vanished": "yes"}, ["police", "bank"]),
        ({"delivery-vanished": "no"}, []),
        ({}, []),
    ],
)
def test_an_answer_opens_the_exits_it_leads_to(answers, opened):
    exits = guide_of("not-delivered").exits_opened_by(answers)

    assert [way.code for way in exits] == opened
