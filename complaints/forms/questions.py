"""The questions of every category in one form; those of the chosen one are judged.

What was typed for another category stays in the form and is not stored, so that who
changes the category by mistake loses nothing.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django import forms
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


class KeptField(forms.Field):
    """A field whose content is shown again as it came, and not judged."""

    def clean(self, value: Any) -> None:
        return None


class CategoryQuestions(forms.Form):
    """A form with a ``category`` that asks what the category asks of its own.

    ``category_named_by`` is the attribute of the category that is posted.
    """

    category_named_by: ClassVar[str] = "pk"
    offered: list[Category]
    chosen: Category | None

    def add_questions(self, *, today: date) -> None:
        """Put the questions after the category; called once the fields are made."""
        field = self.fields["category"]
        assert isinstance(field, CategoryField)
        self.offered = field.read_choices()
        picked = str(self["category"].value())
        self.chosen = next(
            (
                category
                for category in self.offered
                if str(getattr(category, self.category_named_by)) == picked
            ),
            None,
        )
        before = [*self.fields][: [*self.fields].index("category") + 1]
        asked = {
            field_name(question): _field(
                question, today=today, is_judged=category == self.chosen
            )
            for category in self.offered
            for question in guide_of(category.code).questions
        }
        self.fields.update(asked)
        self.order_fields([*before, *asked])

    @property
    def blocks(self) -> list[Block]:
        """Return what each category asks, in the order of the categories."""
        return [
            Block(
                category,
                guide,
                [
                    (self[field_name(q)], "₫" if q.kind is Kind.AMOUNT else "")
                    for q in guide.questions
                ],
                is_chosen=category == self.chosen,
            )
            for category in self.offered
            if (guide := guide_of(category.code)).questions
        ]

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


def _field(question: Question, *, today: date, is_judged: bool) -> forms.Field:
    words: dict[str, Any] = {
        "label": str(question.text),
        "required": question.is_required,
    }
    field = _FIELDS[question.kind](question, words)
    if question.is_past:
        field.validators.append(partial(refuse_future, today=today))
    return field if is_judged else KeptField(widget=field.widget, **words)


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
