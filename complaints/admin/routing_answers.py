"""The condition on answers, as an officer ticks it: one tick a question and answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from complaints.guides import QUESTIONS

_BETWEEN = "="


def ticks_of(answers: object) -> list[str]:
    """Return ``question=answer`` for each answer asked for, whatever it is."""
    if not isinstance(answers, Mapping):
        return []
    return [
        f"{code}{_BETWEEN}{value}"
        for code, values in answers.items()
        for value in (values if isinstance(values, list) else [values])
    ]


def ticks_offered() -> list[tuple[str, list[tuple[str, Any]]]]:
    """Return a group for each question with known answers, in the order of the form."""
    return [
        (
            str(question.text),
            [
                (f"{code}{_BETWEEN}{value}", words)
                for value, words in question.choices.items()
            ],
        )
        for code, question in QUESTIONS.items()
        if question.kind.is_closed
    ]


class AnswersField(forms.MultipleChoiceField):
    """Reads ticks into a mapping from question to the answers asked for."""

    def __init__(self) -> None:
        super().__init__(
            label=_("answers to the questions of the category"),
            choices=ticks_offered,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "rule-answers"}),
            help_text=_(
                "Of one question any ticked answer will do; of several questions each "
                "must be answered so."
            ),
        )

    def keep(self, answers: object) -> None:
        """Show what the rule asks for though nobody is asked it any more."""
        known = {tick for _group, ticks in ticks_offered() for tick, _words in ticks}
        gone = [tick for tick in ticks_of(answers) if tick not in known]
        if gone:
            group = (_("No longer asked"), [(tick, tick) for tick in gone])
            self.choices = [*ticks_offered(), group]

    def prepare_value(self, value: Any) -> Any:
        return ticks_of(value) if isinstance(value, Mapping) else value

    def clean(self, value: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tick in super().clean(value):
            code, _between, answer = tick.partition(_BETWEEN)
            found.setdefault(code, []).append(answer)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(ticks_of(initial), data)


def told(answers: object) -> SafeString | str:
    """Return the condition in words, a line a question."""
    if not isinstance(answers, Mapping) or not answers:
        return "–"
    return format_html_join(
        "", "<p>{}</p>", ((_line(*row),) for row in answers.items())
    )


def _line(code: str, values: Any) -> SafeString:
    question = QUESTIONS.get(code)
    known = question.choices if question else {}
    words = [str(known.get(value, value)) for value in values]
    return format_html("{} {}", question.text if question else code, " / ".join(words))
