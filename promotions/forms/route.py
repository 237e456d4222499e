"""The questions of «Do I have to notify?»: one a page, the answers in the address.

Nothing is stored: the address holds what was answered, so it can be shared, gone back
in, and taken into a dossier.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from promotions.enums import MerchantKind, PromotionForm
from promotions.forms.fields import MoneyField
from promotions.forms.filing import DayField
from promotions.law.book import LawBook
from promotions.law.route import (
    Answers,
    asks_channel,
    asks_value,
    asks_where,
)
from promotions.models import Promotion

ASK_AGAIN = "sua"
ANSWERED = "hoi"
YES, NO = "co", "khong"
YES_NO = {YES: _("Yes"), NO: _("No")}
FIRST_YEAR, LAST_YEAR = 2019, 2100
Read = Callable[[Any], Any]


@dataclass(frozen=True)
class Question:
    """``param`` names it in the address, ``answers`` is its field of them."""

    param: str
    answers: str
    title: str | Promise
    make: Callable[[], forms.Field]
    applies: Callable[[Answers, LawBook], bool] = lambda answers, book: True
    read: Read = lambda value: value
    labels: Mapping[str, Any] = field(default_factory=dict)


def _yes_no() -> forms.Field:
    return forms.ChoiceField(
        choices=list(YES_NO.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


class YearlyDayField(DayField):
    """A day of a year for which the law book has its numbers."""

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("Please check the year."), code="far")
        return day


def _day(help_text: str | Promise) -> Callable[[], forms.Field]:
    return lambda: YearlyDayField(
        help_text=str(help_text),
        error_messages={
            "required": _("Write the day as dd/mm/yyyy, for instance 20/11/2024.")
        },
    )


def _is_yes(value: str) -> bool:
    return value == YES


QUESTIONS = (
    Question(
        "ai",
        "merchant_kind",
        _("Who holds the promotion?"),
        lambda: forms.ChoiceField(
            choices=MerchantKind.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose who holds it.")},
        ),
        labels=dict(MerchantKind.choices),
    ),
    Question(
        "hinh-thuc",
        "forms",
        _("Which forms of promotion do you use?"),
        lambda: forms.MultipleChoiceField(
            help_text=_("Tick all that this promotion uses."),
            choices=PromotionForm.choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Please tick at least one form.")},
        ),
        lambda answers, book: answers.may_promote,
        frozenset,
        dict(PromotionForm.choices),
    ),
    Question(
        "bat-dau",
        "starts_on",
        _("On which day does it begin?"),
        _day(_("The last day of filing is counted back from it.")),
        lambda answers, book: answers.may_promote,
    ),
    Question(
        "ngay-nop",
        "filed_on",
        _("On which day will you file?"),
        _day(_("The law of that day decides: from 01/12/2024 it asks for less.")),
        lambda answers, book: answers.may_promote,
    ),
    Question(
        "ngoai-tinh",
        "is_beyond_province",
        _("Is it also held in other provinces?"),
        _yes_no,
        lambda answers, book: answers.may_promote and asks_where(answers),
        _is_yes,
        YES_NO,
    ),
    Question(
        "gia-tri",
        "used_total_vnd",
        _("What is everything worth that customers get?"),
        lambda: MoneyField(
            help_text=_(
                "Reductions, gifts, vouchers and prizes together, in đồng. Leave it "
                "empty if you do not know: then it is not taken to be small."
            ),
            required=False,
        ),
        lambda answers, book: answers.may_promote and asks_value(answers),
    ),
    Question(
        "truc-tuyen",
        "is_online_only",
        _("Do you sell and promote only online?"),
        lambda: forms.ChoiceField(
            help_text=_(
                "Only through e-commerce marketplaces and promotion websites: no shop, "
                "no stall, no poster in the street."
            ),
            choices=list(YES_NO.items()),
            widget=forms.RadioSelect,
            error_messages={"required": _("Please choose yes or no.")},
        ),
        lambda answers, book: answers.may_promote and asks_channel(answers, book=book),
        _is_yes,
        YES_NO,
    ),
)
PARAMS = tuple(question.param for question in QUESTIONS)


class QuestionForm(forms.Form):
    """One question, whose field is called as in the address."""

    use_required_attribute = False

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = question.make()
        field.label = str(question.title)
        self.fields[question.param] = field
        self.question = question


@dataclass(frozen=True)
class Given:
    """An answer that was read, in the words of the page."""

    question: Question
    value: Any
    text: str


@dataclass(frozen=True)
class Reading:
    """What the address says so far; ``form`` is the question to be asked now."""

    answers: Answers
    given: tuple[Given, ...]
    form: QuestionForm | None


def read(data: QueryDict, *, today: date, book: LawBook) -> Reading:
    """Read the answers in order, up to the first that is open, wrong or asked again."""
    answers = Answers()
    given: list[Given] = []
    for question in QUESTIONS:
        if not question.applies(answers, book):
            continue
        form = QuestionForm(question, _bound(data, question), initial=_initial(today))
        if not form.is_valid():
            return Reading(answers, tuple(given), form)
        if data.get(ASK_AGAIN) == question.param:
            initial = {question.param: form.cleaned_data[question.param]}
            again = QuestionForm(question, initial=initial)
            return Reading(answers, tuple(given), again)
        value = form.cleaned_data[question.param]
        answers = replace(answers, **{question.answers: question.read(value)})
        given.append(Given(question, value, _in_words(form, value)))
    return Reading(answers, tuple(given), None)


def hidden(data: QueryDict, *, without: str) -> Iterator[tuple[str, str]]:
    """Return the other answers of the address, to be sent along."""
    for param in PARAMS:
        if param != without:
            yield from ((param, value) for value in data.getlist(param))


def address(data: QueryDict, *, again: str = "") -> str:
    """Return the answers as a query; ``again`` names a question to ask anew."""
    query = QueryDict(mutable=True)
    for param in PARAMS:
        if param in data:
            query.setlist(param, data.getlist(param))
    if again:
        query[ASK_AGAIN] = again
    return query.urlencode()


def _bound(data: QueryDict, question: Question) -> QueryDict | None:
    """Bind what was answered; also an empty answer that was just sent."""
    was_sent = question.param in data or data.get(ANSWERED) == question.param
    return data if was_sent else None


def _initial(today: date) -> dict[str, Any]:
    return {"ngay-nop": today}


def _in_words(form: QuestionForm, value: Any) -> str:
    question = form.question
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if question.labels:
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(question.labels[one]) for one in chosen)
    prepared = form.fields[question.param].prepare_value(value)
    return gettext("Not known") if prepared is None else str(prepared)


def address_of(promotion: Promotion) -> str:
    """Return what a dossier already answers, as a query of the page."""
    query = QueryDict(mutable=True)
    query["ai"] = promotion.merchant.kind
    query.setlist("hinh-thuc", promotion.forms)
    if promotion.starts_at is not None:
        day = timezone.localdate(promotion.starts_at)
        query["bat-dau"] = date_format(day, "SHORT_DATE_FORMAT")
    if promotion.filed_on is not None:
        query["ngay-nop"] = date_format(promotion.filed_on, "SHORT_DATE_FORMAT")
    if promotion.is_beyond_province:
        query["ngoai-tinh"] = YES
    if promotion.used_total_vnd is not None:
        query["gia-tri"] = str(promotion.used_total_vnd)
    if promotion.is_online_only:
        query["truc-tuyen"] = YES
    return query.urlencode()
