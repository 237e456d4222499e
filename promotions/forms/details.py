"""What the chosen forms of promotion ask of their own, on one page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from promotions.enums import PromotionForm
from promotions.form_details import (
    QUESTIONS,
    Answer,
    Kind,
    Question,
    answers_of,
    field_name,
    forms_with_questions,
)
from promotions.forms.basics import LONG_TEXT
from promotions.forms.draft import DraftForm
from promotions.forms.fields import MoneyField
from promotions.forms.filing import DayField
from promotions.models import Promotion
from promotions.steps import PRIZE_FORMS

LINE = 300


class FormDetailsForm(DraftForm):
    """Only what applies: the questions of the forms that were chosen."""

    def __init__(self, data: QueryDict | None, *, promotion: Promotion) -> None:
        self.chosen = forms_with_questions(promotion)
        initial: dict[str, Any] = {
            f"{form}_{name}": answer
            for form, answers in answers_of(promotion).items()
            for name, answer in answers.items()
        }
        initial["prizes_due_on"] = promotion.prizes_due_on
        super().__init__(data, initial=initial)
        for form, question in self._questions():
            self.fields[field_name(form, question)] = _field(question)
        if PRIZE_FORMS & set(self.chosen):
            self.fields["prizes_due_on"] = DayField(
                label=_("Last day of awarding prizes"),
                help_text=_("The result is reported within 45 days after it."),
                required=False,
            )

    def _questions(self) -> Iterator[tuple[PromotionForm, Question]]:
        for form in self.chosen:
            for question in QUESTIONS[form]:
                yield form, question

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under the name of their form, for the page."""
        return [
            (str(form.label), [self[field_name(form, q)] for q in QUESTIONS[form]])
            for form in self.chosen
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = (
            cleaned.get(f"{PromotionForm.VOUCHER}_{name}")
            for name in ("valid_from", "valid_until")
        )
        if starts and ends and ends < starts:
            self.add_error(
                f"{PromotionForm.VOUCHER}_valid_until",
                _("The last day must not come before the first day."),
            )
        return cleaned

    def answers(self) -> dict[str, dict[str, Answer | None]]:
        """Return what could be read, form by form; a wrong answer costs no other."""
        understood = self.understood()
        found: dict[str, dict[str, Answer | None]] = {}
        for form, question in self._questions():
            name = field_name(form, question)
            if name in understood:
                found.setdefault(form, {})[question.name] = understood[name]
        return found

    def facts(self) -> dict[str, date | None]:
        """Return what is kept with the promotion itself."""
        understood = self.understood()
        return {k: understood[k] for k in ("prizes_due_on",) if k in understood}


def _field(question: Question) -> forms.Field:
    about: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": question.is_wanted or question.is_duty,
    }
    match question.kind:
        case Kind.MONEY:
            return MoneyField(**about)
        case Kind.DAY:
            return DayField(**about)
        case Kind.NUMBER:
            return forms.IntegerField(
                min_value=1,
                max_value=2_000_000_000,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
                error_messages={
                    "invalid": _("Write a whole number, for instance 200.")
                },
                **about,
            )
        case Kind.CHOICE:
            return forms.ChoiceField(
                choices=_choices(question), widget=forms.RadioSelect, **about
            )
        case Kind.TEXT:
            rows = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(widget=rows, max_length=LONG_TEXT, **about)
    return forms.CharField(max_length=LINE, **about)


def _choices(question: Question) -> list[tuple[str, str | Promise]]:
    return list(question.choices.items())
