"""The guide of each category, read from ``data/questions.toml`` when the portal starts.

What is wrong in the file is a ``BadGuide`` that names the place: the portal does not
start on questions that nobody could answer.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from complaints.loading import DATA
from complaints.questions import Deadline, Exit, Guide, Kind, Question, Text
from promotions.enums import Confidence

LONGEST_QUESTION = 100
LONGEST_CHOICE = 60
LONGEST_HINT = 250
FEWEST_QUESTIONS, MOST_QUESTIONS = 1, 4
MOST_CHOICES = 6
LONGEST_DEADLINE = 60
_CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")
_PHONE = re.compile(r"\d[\d.]{1,11}\d")
_NOTHING = Guide()
_Known = TypeVar("_Known", bound=Enum)


class BadGuide(Exception):
    """The data of the questions cannot be used; the message names the place."""


def read_guides(text: str) -> Mapping[str, Guide]:
    """Return the guides by category. Raises ``BadGuide``."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadGuide(str(error)) from None
    _only(data, {"exit", "category"}, place="the file")
    exits = {row.code: row for row in map(_exit, data.get("exit", []))}
    _once((row["code"] for row in data.get("exit", [])), what="exit")
    rows = data.get("category", [])
    guides = {_code(row, "a category"): _guide(row, exits) for row in rows}
    _once((row["code"] for row in rows), what="category")
    _once(
        (question.code for guide in guides.values() for question in guide.questions),
        what="question",
    )
    return MappingProxyType(guides)


def _guide(row: dict[str, Any], exits: Mapping[str, Exit]) -> Guide:
    place = f"category {row['code']!r}"
    _only(
        row,
        {"code", "evidence", "evidence_en", "exits", "deadline", "question"},
        place=place,
    )
    questions = tuple(_question(asked) for asked in row.get("question", []))
    if not FEWEST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
        raise BadGuide(f"{place} asks {len(questions)} questions.")
    named = row.get("exits", [])
    unknown = set(named) - exits.keys()
    led = {code for q in questions for codes in q.leads_to.values() for code in codes}
    if unknown or led - set(named):
        raise BadGuide(f"{place} lacks the exits {sorted(unknown | led - set(named))}.")
    return Guide(
        questions=questions,
        evidence=_text(row, "evidence", place, longest=LONGEST_HINT),
        exits=tuple(exits[code] for code in named),
        deadline=_deadline(row["deadline"], place) if "deadline" in row else None,
    )


def _question(row: dict[str, Any]) -> Question:
    code = _code(row, "a question")
    place = f"question {code!r}"
    _only(
        row,
        {"code", "kind", "text", "text_en", "choices", "required", "past", "leads_to"},
        place=place,
    )
    kind = _one_of(Kind, row.get("kind"), place)
    choices = [_choice(choice, place) for choice in row.get("choices", [])]
    _once((name for name, _words in choices), what=f"choice of {place}")
    if bool(choices) != (kind is Kind.CHOICE) or len(choices) > MOST_CHOICES:
        raise BadGuide(f"{place} has {len(choices)} choices of its own.")
    if "past" in row and kind is not Kind.DAY:
        raise BadGuide(f"{place} is about no day, so it has no past.")
    question = Question(
        code=code,
        text=_text(row, "text", place, longest=LONGEST_QUESTION),
        kind=kind,
        own_choices=dict(choices),
        is_required=_flag(row, "required", place),
        is_past=_flag(row, "past", place),
        leads_to={k: tuple(v) for k, v in row.get("leads_to", {}).items()},
    )
    strange = question.leads_to.keys() - question.choices.keys()
    if strange:
        raise BadGuide(
            f"{place} leads on from no answer of its own: {sorted(strange)}."
        )
    return question


def _choice(row: dict[str, Any], place: str) -> tuple[str, Text]:
    _only(row, {"code", "text", "text_en"}, place=place)
    code = _code(row, f"a choice of {place}")
    if code == "unknown":
        raise BadGuide(f"{place} offers «I do not know» by itself.")
    return code, _text(row, "text", f"{place}, {code}", longest=LONGEST_CHOICE)


def _exit(row: dict[str, Any]) -> Exit:
    code = _code(row, "an exit")
    place = f"exit {code!r}"
    texts = {"when", "when_en", "where", "where_en"}
    _only(row, {"code", "phone", "confidence", *texts}, place=place)
    phone = row.get("phone", "")
    where = _text(row, "where", place, longest=LONGEST_HINT)
    if phone and not (
        _PHONE.fullmatch(phone) and phone in where.vi and phone in where.en
    ):
        raise BadGuide(f"{place} does not tell a phone number that can be called.")
    confidence = _one_of(Confidence, row.get("confidence"), place)
    if confidence is Confidence.LOW:
        raise BadGuide(f"{place} is not sure enough to send anybody there.")
    return Exit(
        code=code,
        when=_text(row, "when", place, longest=LONGEST_HINT),
        where=where,
        confidence=confidence,
        phone=phone,
    )


def _deadline(row: dict[str, Any], place: str) -> Deadline:
    _only(row, {"days", "source", "confidence"}, place=f"deadline of {place}")
    days, source = row.get("days"), row.get("source", "")
    if type(days) is not int or not 1 <= days <= LONGEST_DEADLINE:
        raise BadGuide(f"{place} has no deadline of 1 to {LONGEST_DEADLINE} days.")
    if not source:
        raise BadGuide(f"{place} does not say where its deadline comes from.")
    return Deadline(days, source, _one_of(Confidence, row.get("confidence"), place))


def _text(row: Mapping[str, Any], name: str, place: str, *, longest: int) -> Text:
    vi, en = row.get(name, ""), row.get(f"{name}_en", "")
    for words in (vi, en):
        if not isinstance(words, str) or not words.strip():
            raise BadGuide(f"{place} needs {name!r} in both languages.")
        if len(words) > longest:
            raise BadGuide(f"{place}: {name!r} is longer than {longest} characters.")
    return Text(vi, en)


def _code(row: Mapping[str, Any], place: str) -> str:
    code = row.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise BadGuide(f"{place} has the code {code!r}.")
    return code


def _flag(row: Mapping[str, Any], name: str, place: str) -> bool:
    value = row.get(name, False)
    if not isinstance(value, bool):
        raise BadGuide(f"{place}: {name!r} is true or false.")
    return value


def _one_of(words: type[_Known], value: object, place: str) -> _Known:
    try:
        return words(value)
    except ValueError:
        raise BadGuide(f"{place} says {value!r}.") from None


def _once(codes: Iterable[str], *, what: str) -> None:
    twice = sorted(code for code, count in Counter(codes).items() if count > 1)
    if twice:
        raise BadGuide(f"The {what} {twice} stands twice.")


def _only(row: Mapping[str, Any], known: set[str], *, place: str) -> None:
    unknown = sorted(row.keys() - known)
    if unknown:
        raise BadGuide(f"{place} says {unknown}, which nobody reads.")


GUIDES = read_guides((DATA / "questions.toml").read_text("utf-8"))
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {q.code: q for guide in GUIDES.values() for q in guide.questions}
)


def guide_of(category: str) -> Guide:
    """Return the guide of a category by its code; an empty one for others."""
    return GUIDES.get(category, _NOTHING)
