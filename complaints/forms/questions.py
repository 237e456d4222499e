"""The questions of every category in one form; those of the chosen one are judged.

What was typed for another category is shown again with the page and not stored, so that
who changes the category by mistake loses nothing. A form that is only judged, and leads
on to a receipt, makes no fields for the other categories.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from complaints.forms.fields import CategoryField, DayField, VndField, refuse_future
from complaints.guides import guide_of
from complaints.models import Category
from complaints.questions import LONGEST_LINE, MOST_VND, Answer, Guide, Kind, Question

PREFIX = "q-"


@dataclass(frozen=True)
class Block:
    """The questions of one category as the page shows them, each with its unit."""

    category: Category
    guide: Guide
    fields: list[tuple[forms.BoundField, str]]
    is_chosen: bool


class CategoryQuestions(forms.Form):
    """A form with a ``category`` that asks what the category asks of its own."""

    offered: list[Category]
    chosen: Category | None

    def add_questions(self, *, today: date) -> None:
        """Put the questions after the category; called once the fields are made."""
        field = self.fields["category"]
        assert isinstance(field, CategoryField)
        field.read_choices()
        self.offered = field.offered
        self.chosen = field.find(self["category"].value())
        if self.chosen is None:
            return
        before = [*self.fields][: [*self.fields].index("category") + 1]
        asked = {
            field_name(question): _field(question, today=today)
            for question in guide_of(self.chosen.code).questions
        }
        self.fields.update(asked)
        self.order_fields([*before, *asked])

    @cached_property
    def blocks(self) -> list[Block]:
        """Return what each category asks, in the order of the categories."""
        return [
            Block(
                category,
                guide,
                [
                    (self._shown(q), "₫" if q.kind is Kind.AMOUNT else "")
                    for q in guide.questions
                ],
                is_chosen=category == self.chosen,
            )
            for category in self.offered
            if (guide := guide_of(category.code)).questions
        ]

    def _shown(self, question: Question) -> forms.BoundField:
        """Return the field of a question with what was typed, judged or not."""
        name = field_name(question)
        if name in self.fields:
            return self[name]
        return _field(question).get_bound_field(self, name)

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered for the chosen category, once the form is valid."""
        if self.chosen is None:
            return {}
        given = {
            question.code: self.cleaned_data[field_name(question)]
            for question in guide_of(self.chosen.code).questions
        }
        return {
            code: answer.isoformat() if isinstance(answer, date) else answer
            for code, answer in given.items()
            if answer not in (None, "")
        }


def field_name(question: Question) -> str:
    return f"{PREFIX}{question.code}"


def _field(question: Question, *, today: date | None = None) -> forms.Field:
    words: dict[str, Any] = {
        "label": str(question.text),
        "required": question.is_required,
    }
    field = _FIELDS[question.kind](question, words)
    if question.is_past and today is not None:
        field.validators.append(partial(refuse_future, today=today))
    return field


def _closed(question: Question, words: dict[str, Any]) -> forms.Field:
    complaint = _("Choose one of the answers.")
    return forms.ChoiceField(
        choices=[*question.choices.items()],
        widget=forms.RadioSelect,
        error_messages={"required": complaint, "invalid_choice": complaint},
        **words,
    )


def _line(question: Question, words: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=LONGEST_LINE, **words)


def _day(question: Question, words: dict[str, Any]) -> forms.Field:
    return DayField(**words)


def _amount(question: Question, words: dict[str, Any]) -> forms.Field:
    return VndField(max_value=MOST_VND, **words)


_FIELDS = {
    Kind.YES_NO: _closed,
    Kind.CHOICE: _closed,
    Kind.LINE: _line,
    Kind.DAY: _day,
    Kind.AMOUNT: _amount,
}
