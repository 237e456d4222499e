"""The questions as they stand in the data, and what a wrong line of it leads to."""

import tomllib

import pytest

from complaints.guides import GUIDES, QUESTIONS, BadGuide, guide_of, read_guides
from complaints.loading import DATA
from complaints.questions import Guide, Kind
from promotions.enums import Confidence

CATEGORIES = [
    row["code"]
    for row in tomllib.loads((DATA / "categories.toml").read_text())["category"]
]


def test_every_category_has_its_guide_and_no_guide_lacks_one():
    assert list(GUIDES) == CATEGORIES


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_asks_little_and_says_what_proves_it_and_who_else_helps(category):
    guide = guide_of(category)

    assert 2 <= len(guide.questions) <= 4
    assert guide.evidence is not None
    assert 1 <= len(guide.exits) <= 4


def test_all_three_kinds_of_other_bodies_are_named():
    named = {way.code for guide in GUIDES.values() for way in guide.exits}

    assert {"police", "other-province", "ministry", "health"} <= named


def test_questions_are_told_apart_by_their_codes_and_by_their_words():
    asked = [q for guide in GUIDES.values() for q in guide.questions]

    assert len(asked) == len(QUESTIONS)
    assert len({q.text.vi for q in asked}) == len({q.text.en for q in asked}) == 35


def test_what_must_be_answered_can_be_answered_by_who_does_not_know():
    required = [q for q in QUESTIONS.values() if q.is_required]

    assert [q.code for q in required] == ["delivery-fault"]
    assert all(q.kind.is_closed and "unknown" in q.choices for q in required)


def test_no_term_of_ours_is_passed_off_as_law():
    deadlines = {
        code: guide.deadline for code, guide in GUIDES.items() if guide.deadline
    }

    assert {code: d.days for code, d in deadlines.items()} == {
        "unregistered-draw": 10,
        "poor-quality": 10,
        "ip-infringement": 20,
    }
    assert {d.confidence for d in deadlines.values()} == {Confidence.LOW}


def test_a_category_an_officer_made_asks_nothing():
    assert guide_of("of-an-officer") == Guide()


GOOD = """
[[exit]]
code = "police"
when = "Bị lừa."
when_en = "Cheated."
where = "Gọi 113."
where_en = "Call 113."
phone = "113"
confidence = "high"

[[category]]
code = "draw"
evidence = "Ảnh."
evidence_en = "Photos."
exits = ["police"]

[category.deadline]
days = 60
source = "Mức tự đặt"
confidence = "low"

[[category.question]]
code = "fee"
kind = "choice"
text = "Phí?"
text_en = "A fee?"
choices = [{ code = "much", text = "Nhiều", text_en = "Much" }]
leads_to = { much = ["police"] }
"""


def test_a_good_file_is_read_as_it_stands():
    guide = read_guides(GOOD)["draw"]

    (question,) = guide.questions
    assert (question.code, question.kind) == ("fee", Kind.CHOICE)
    assert list(question.choices) == ["much", "unknown"]
    assert not question.is_required
    assert guide.deadline is not None
    assert guide.deadline.days == 60
    assert [way.phone for way in guide.exits] == ["113"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[exit]]", "[[exit", "Expected"),
        ('code = "fee"', 'code = "Phí"', "code 'Phí'"),
        ('code = "fee"', "", "code None"),
        ('kind = "choice"', 'kind = "radio"', "says 'radio'"),
        ('kind = "choice"', 'kind = "line"', "1 choices of its own"),
        ('text_en = "A fee?"', "", "'text' in both languages"),
        ('text = "Phí?"', f'text = "{"x" * 101}"', "longer than 100"),
        ('evidence_en = "Photos."', 'evidence_en = " "', "in both languages"),
        ('code = "much"', 'code = "unknown"', "by itself"),
        ("much = [", "little = [", r"no answer of its own: \['little'\]"),
        ('exits = ["police"]', 'exits = ["moon"]', r"lacks the exits \['moon', 'pol"),
        ('exits = ["police"]', "exits = []", r"lacks the exits \['police'\]"),
        ('phone = "113"', 'phone = "the police"', "can be called"),
        ('phone = "113"', 'phone = "115"', "can be called"),
        ('confidence = "high"', 'confidence = "low"', "not sure enough"),
        ('confidence = "high"', "", "says None"),
        ("days = 60", "days = 61", "deadline of 1 to 60"),
        ("days = 60", "days = true", "deadline of 1 to 60"),
        ('source = "Mức tự đặt"', "", "where its deadline comes from"),
        ("[[category.question]]", "[[category.asked]]", r"says \['asked'\]"),
        ("leads_to =", "required = 1\nleads_to =", "is true or false"),
        ("leads_to =", "past = true\nleads_to =", "about no day"),
    ],
)
def test_a_wrong_line_is_refused_and_named(old, new, said):
    assert GOOD.count(old) == 1 or old.startswith("[[")

    with pytest.raises(BadGuide, match=said):
        read_guides(GOOD.replace(old, new, 1))


@pytest.mark.parametrize("what", ["exit", "category", "question"])
def test_a_code_that_stands_twice_is_refused(what):
    category = GOOD[GOOD.index("[[category]]") :]
    twice = {
        "exit": GOOD[: GOOD.index("[[category]]")] + GOOD,
        "category": GOOD + category.replace('"fee"', '"fee-2"'),
        "question": GOOD + category.replace('"draw"', '"draw-2"'),
    }

    with pytest.raises(BadGuide, match=f"{what}.* stands twice"):
        read_guides(twice[what])


def test_a_category_without_questions_is_refused():
    with pytest.raises(BadGuide, match="asks 0 questions"):
        read_guides(GOOD[: GOOD.index("[[category.question]]")])
