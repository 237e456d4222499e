"""What a category of complaints asks of its own, and how an answer is kept and told.

An answer is kept as JSON holds it: the code of a choice, whole đồng, a day as ISO text,
or a line as typed. Nothing given is nothing kept; «I do not know» is an answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy as _

from promotions.amounts import dong
from promotions.enums import Confidence

Answer = str | int
Answers = Mapping[str, Answer]

UNKNOWN = "unknown"
YES, NO = "yes", "no"
LONGEST_LINE = 200
MOST_VND = 10**12


@dataclass(frozen=True)
class Text:
    """The same words in both languages; ``str`` is the reader's."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.vi


class Kind(Enum):
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINE = "line"
    DAY = "day"
    AMOUNT = "amount"

    @property
    def is_closed(self) -> bool:
        """Whether the answers are known beforehand, so that a rule may ask for one."""
        return self in {Kind.YES_NO, Kind.CHOICE}


_OF_YES_NO: Mapping[str, Any] = {YES: _("Yes"), NO: _("No")}
_OF_NOBODY: Mapping[str, Any] = {UNKNOWN: _("I do not know")}


@dataclass(frozen=True)
class Question:
    """One question; ``leads_to`` maps an answer to the codes of exits it opens.

    ``is_past`` refuses a day to come.
    """

    code: str
    text: Text
    kind: Kind
    own_choices: Mapping[str, Text] = field(default_factory=dict)
    is_required: bool = False
    is_past: bool = False
    leads_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def choices(self) -> dict[str, Any]:
        """The answers to choose from, with «I do not know» last; none where open."""
        if not self.kind.is_closed:
            return {}
        own = _OF_YES_NO if self.kind is Kind.YES_NO else self.own_choices
        return {**own, **_OF_NOBODY}

    def holds(self, answer: object) -> bool:
        """Whether this is an answer of the kind, as it is kept."""
        if self.kind.is_closed:
            return isinstance(answer, str) and answer in self.choices
        if self.kind is Kind.AMOUNT:
            return type(answer) is int and 0 <= answer <= MOST_VND
        if not isinstance(answer, str):
            return False
        if self.kind is Kind.DAY:
            return _is_day(answer)
        return 0 < len(answer) <= LONGEST_LINE

    def in_words(self, answer: Answer) -> str:
        if self.kind is Kind.DAY:
            return date_format(date.fromisoformat(str(answer)), "SHORT_DATE_FORMAT")
        if self.kind is Kind.AMOUNT:
            assert isinstance(answer, int)
            return dong(answer)
        return str(self.choices.get(str(answer), answer))


@dataclass(frozen=True)
class Exit:
    """Who else may have to be told; it never keeps a report from being sent."""

    code: str
    when: Text
    where: Text
    confidence: Confidence
    phone: str = ""


@dataclass(frozen=True)
class Deadline:
    """The working days of the whole report; LOW is a level of our own, no law."""

    days: int
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Guide:
    """What one category asks, what proves it, and who else may have to be told.

    An empty guide is the one of a category that an officer made: it asks nothing.
    """

    questions: tuple[Question, ...] = ()
    evidence: Text | None = None
    exits: tuple[Exit, ...] = ()
    deadline: Deadline | None = None

    def kept(self, answers: Mapping[str, object]) -> dict[str, Answer]:
        """Leave out what this category does not ask; raise on an answer of no use."""
        found: dict[str, Answer] = {}
        for question in self.questions:
            if question.code not in answers:
                continue
            answer = answers[question.code]
            if not question.holds(answer):
                raise ValueError(f"{question.code!r} cannot be answered so.")
            assert isinstance(answer, str | int)
            found[question.code] = answer
        return found

    def in_words(
        self, answers: Answers, *, names_nobody: bool = False
    ) -> list[tuple[str, str]]:
        """Return what was asked and answered; a line as typed may name somebody."""
        return [
            (str(question.text), question.in_words(answers[question.code]))
            for question in self._answered(answers)
            if not (names_nobody and question.kind is Kind.LINE)
        ]

    def exits_opened_by(self, answers: Answers) -> list[Exit]:
        """Return the exits that the answers lead to, in the order of the category."""
        opened = {
            code
            for question in self._answered(answers)
            for code in question.leads_to.get(str(answers[question.code]), ())
        }
        return [way for way in self.exits if way.code in opened]

    def _answered(self, answers: Answers) -> Iterator[Question]:
        """Skip what was kept by an older question that asked otherwise."""
        for question in self.questions:
            if question.holds(answers.get(question.code)):
                yield question


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
