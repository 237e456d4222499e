from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 5_000


class ReplyForm(forms.Form):
    """What the complainant writes to the units that handle the report."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Write to the offices that handle your report"),
        help_text=_(
            "They read it as you write it. Do not write passwords or card numbers."
        ),
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, *args: Any, is_answer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_answer:
            self.fields["text"].label = _("Your answer")

    def refuse(self, message: Any) -> None:
        self.add_error(None, message)


def empty_reply(*, is_answer: bool) -> ReplyForm:
    return ReplyForm(initial={"key": uuid4()}, is_answer=is_answer)
