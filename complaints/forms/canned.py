"""Keeping texts that are written once: input only."""

from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from accounts.canned_texts import CannedTextForm
from accounts.models import Unit
from complaints.canned_answers import FACTS
from complaints.models import CannedAnswer


class CannedAnswerForm(CannedTextForm):
    facts = FACTS
    known_facts = gettext_lazy(
        "These words in braces are replaced by facts of the report: %(names)s"
    )
    unknown_fact = gettext_lazy(
        "“%(name)s” is no fact of a report. Known are: %(names)s"
    )

    class Meta:
        model = CannedAnswer
        fields = ["title", "step", "category", "text", "is_active"]

    unit: Unit | None = None  # whose a new text is

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.unit = self.unit

    def clean(self) -> dict[str, Any]:
        """Say here that a title stands once in a unit: the unit is not typed."""
        typed = super().clean() or {}
        same = CannedAnswer.objects.filter(
            unit=self.instance.unit, step=typed.get("step"), title=typed.get("title")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "title", _("There is already a canned answer with this title.")
            )
        return typed
