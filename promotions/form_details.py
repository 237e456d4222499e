"""What each form of promotion asks of its own, and how the answers are kept.

The questions are a table, so the page, the check of the answers, the public page, the
officer's page and the law ask the same. A discount has none here: its own facts are the
prices of its goods. Answers are kept as one document a form (ADR 0014): whole đồng and
numbers as numbers, days as ISO text, the rest as text.

Legal source: Commercial Law 2005, Articles 92 and 97.2; Decree 81/2018/NĐ-CP,
Articles 8–14 and forms 01–03.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from promotions.amounts import dong
from promotions.enums import PromotionForm
from promotions.models import FormDetails, Promotion

Answer = str | int | date
Answers = Mapping[str, Answer]


class Kind(Enum):
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True)
class Question:
    """One question of a form.

    ``is_duty`` marks what Article 97.2 makes public: where it is missing KM-34 says
    so. ``is_public`` keeps what names people off the public page.
    """

    name: str
    label: str | Promise
    kind: Kind = Kind.LINE
    hint: str | Promise = ""
    is_duty: bool = False
    is_wanted: bool = True
    is_public: bool = True
    choices: Mapping[str, str | Promise] = field(default_factory=dict)

    def in_words(self, answer: Answer) -> str:
        if isinstance(answer, date):
            return date_format(answer, "SHORT_DATE_FORMAT")
        if self.kind is Kind.MONEY:
            assert isinstance(answer, int)
            return dong(answer)
        if self.kind is Kind.NUMBER:
            return str(number_format(answer, force_grouping=True))
        return str(self.choices.get(str(answer), answer))


_AWARDING = (
    Question(
        "rules",
        _("Rules of the game"),
        Kind.TEXT,
        _("Who may take part, how, and how the result is announced."),
    ),
    Question(
        "how_won",
        _("How winners are found"),
        Kind.TEXT,
        _("For instance: an open draw from all slips of the week."),
        is_duty=True,
    ),
    Question(
        "found_where",
        _("When and where winners are found"),
        hint=_("For instance: 10:00 on 02/12/2024, at the shop."),
    ),
    Question(
        "witnesses",
        _("Who witnesses it"),
        hint=_("Customers' representatives; not shown to the public."),
        is_public=False,
    ),
    Question(
        "evidence",
        _("Evidence of winning"),
        Kind.TEXT,
        _("What a winner shows: slip, code, card; and how it is known to be genuine."),
    ),
    Question("awarded_where", _("Where and how prizes are handed over")),
)
QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    PromotionForm.SAMPLE: (
        Question("quantity", _("How many samples"), Kind.NUMBER),
        Question(
            "use",
            _("How it is used, and that it is safe"),
            Kind.TEXT,
            _("Instructions, best-before date, papers on quality and safety."),
        ),
    ),
    PromotionForm.GIFT: (
        Question("what", _("What is given"), is_duty=True),
        Question("value_vnd", _("Value of one gift"), Kind.MONEY, is_duty=True),
        Question("quantity", _("How many gifts"), Kind.NUMBER, is_wanted=False),
        Question(
            "how",
            _("How customers get it"),
            hint=_("For instance: at the till with a bill from 500.000 đồng."),
        ),
    ),
    PromotionForm.VOUCHER: (
        Question(
            "worth",
            _("What a voucher is worth"),
            hint=_("An amount or a benefit, for instance 50.000 đồng."),
            is_duty=True,
        ),
        Question("goods", _("What it can be used for"), is_duty=True),
        Question("places", _("Where it is taken"), Kind.TEXT, is_duty=True),
        Question("valid_from", _("Can be used from"), Kind.DAY, is_wanted=False),
        Question("valid_until", _("Can be used until, that day included"), Kind.DAY),
        Question(
            "how",
            _("Who receives one"),
            hint=_("For instance: everyone with a bill from 300.000 đồng."),
        ),
    ),
    PromotionForm.CONTEST: _AWARDING,
    PromotionForm.LUCKY_DRAW: _AWARDING,
    PromotionForm.LOYALTY: (
        Question(
            "means",
            _("How buying is recorded"),
            Kind.CHOICE,
            choices={
                "card": _("Customer card"),
                "points": _("Points in an app or account"),
                "coupon": _("Slips or stamps"),
            },
        ),
        Question(
            "terms",
            _("How benefits are earned and used"),
            Kind.TEXT,
            _("For instance: 1 point for 10.000 đồng; 100 points are 50.000 đồng."),
        ),
        Question(
            "costs",
            _("What customers pay themselves"),
            hint=_("Write “none” where there is nothing to pay."),
            is_duty=True,
        ),
    ),
    PromotionForm.CULTURE: (
        Question("event", _("Name of the event")),
        Question("place", _("Place of the event")),
        Question(
            "when",
            _("Time of the event"),
            hint=_("For instance: 19:30 on 30/11/2024."),
        ),
        Question(
            "permit",
            _("Permit of the event"),
            hint=_("Number, day and office, where the event needs one."),
            is_wanted=False,
        ),
        Question(
            "costs",
            _("What customers pay themselves"),
            hint=_("Write “none” where there is nothing to pay."),
            is_duty=True,
        ),
    ),
    PromotionForm.OTHER: (
        Question(
            "description",
            _("What this form of promotion is"),
            Kind.TEXT,
            _("What customers gain, and how it differs from the other forms."),
        ),
    ),
}


def forms_with_questions(promotion: Promotion) -> list[PromotionForm]:
    """Return the chosen forms that ask something, in the order of the law."""
    return [
        form
        for form in PromotionForm
        if form.value in promotion.forms and form in QUESTIONS
    ]


def field_name(form: str, question: Question) -> str:
    """Return how the page and the findings call it: no two forms share a name."""
    return f"{form}_{question.name}"


FIELDS = frozenset(
    field_name(form, question)
    for form, questions in QUESTIONS.items()
    for question in questions
)


def answers_of(promotion: Promotion) -> dict[str, dict[str, Answer]]:
    """Return what is answered for the chosen forms; one query."""
    chosen = forms_with_questions(promotion)
    if not chosen:
        return {}
    documents = promotion.form_details.filter(form__in=chosen)
    return {row.form: _read(row.form, row.answers) for row in documents}


def save_answers(promotion: Promotion, form: str, answers: Mapping[str, Any]) -> None:
    """Store the given answers of one form and leave its others; None takes one away.

    The dossier is locked by the caller (``promotions.drafting``).
    """
    known = {question.name for question in QUESTIONS[form]}
    assert known >= answers.keys()
    row, _new = FormDetails.objects.get_or_create(promotion=promotion, form=form)
    document = {**row.answers, **{k: _stored(v) for k, v in answers.items()}}
    row.answers = {k: v for k, v in document.items() if v not in (None, "")}
    row.save(update_fields=["answers"])


def copy_answers(
    source: Promotion, target: Promotion, *, with_days: bool = True
) -> None:
    """Store the answers of the chosen forms again for ``target``.

    Without days where they belong to the time of the old promotion alone.
    """
    for form, answers in answers_of(source).items():
        kept = {
            question.name: answers[question.name]
            for question in QUESTIONS[form]
            if question.name in answers and (with_days or question.kind is not Kind.DAY)
        }
        save_answers(target, form, kept)


def exchange_answers(one: Promotion, other: Promotion) -> None:
    """Let two promotions change their answers, form by form."""
    documents = {
        promotion.pk: dict(promotion.form_details.values_list("form", "answers"))
        for promotion in (one, other)
    }
    FormDetails.objects.filter(promotion__in=[one, other]).delete()
    FormDetails.objects.bulk_create(
        FormDetails(promotion=to, form=form, answers=answers)
        for to, source in ((one, other), (other, one))
        for form, answers in documents[source.pk].items()
    )


@dataclass(frozen=True)
class Difference:
    """An answer that is not the same in two versions, in words."""

    label: str
    before: str
    after: str


def differences(before: Promotion, after: Promotion) -> list[Difference]:
    """Return the answers that differ, in the order of the law and of the questions."""
    old, new = answers_of(before), answers_of(after)
    return [
        Difference(
            f"{PromotionForm(form).label}: {question.label}",
            _in_words(question, old.get(form, {})),
            _in_words(question, new.get(form, {})),
        )
        for form, questions in QUESTIONS.items()
        for question in questions
        if old.get(form, {}).get(question.name) != new.get(form, {}).get(question.name)
    ]


def _in_words(question: Question, answers: Answers) -> str:
    answer = answers.get(question.name)
    return "" if answer is None else question.in_words(answer)


@dataclass(frozen=True)
class Section:
    """The answers of one form in words."""

    form: PromotionForm
    lines: list[tuple[str, str]]


def sections(promotion: Promotion, *, is_public: bool = False) -> list[Section]:
    """Return what is answered, form by form; forms without an answer are left out."""
    answered = answers_of(promotion)
    found = (
        Section(form, list(_lines(form, answered.get(form, {}), is_public)))
        for form in forms_with_questions(promotion)
    )
    return [section for section in found if section.lines]


def _lines(
    form: PromotionForm, answers: Answers, is_public: bool
) -> Iterator[tuple[str, str]]:
    for question in QUESTIONS[form]:
        if question.name in answers and (question.is_public or not is_public):
            yield str(question.label), question.in_words(answers[question.name])


def _read(form: str, document: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the document as values; a question that is no longer asked is left."""
    return {
        question.name: (
            date.fromisoformat(document[question.name])
            if question.kind is Kind.DAY
            else document[question.name]
        )
        for question in QUESTIONS[form]
        if question.name in document
    }


def _stored(answer: Answer | None) -> str | int | None:
    return answer.isoformat() if isinstance(answer, date) else answer
