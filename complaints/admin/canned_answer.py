"""Canned answers: the head of a unit keeps them, its officers read them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy

from accounts.admin_canned_texts import CannedTextAdmin
from accounts.permissions import Person
from complaints.forms.canned import CannedAnswerForm
from complaints.models import CannedAnswer
from complaints.permissions import may_keep_answer, may_keep_answers


@admin.register(CannedAnswer)
class CannedAnswerAdmin(CannedTextAdmin[CannedAnswer]):
    form = CannedAnswerForm
    list_display = ["title", "step", "category", "whose", "is_active"]
    list_filter = ["step", "is_active"]
    list_select_related = ["category", "unit"]
    readonly_fields = ["whose", "history"]
    fields = ["title", "step", "category", "text", "is_active", "whose", "history"]

    def may_add(self, user: Person) -> bool:
        return may_keep_answers(user)

    def may_change(self, user: Person, record: CannedAnswer | None) -> bool:
        if record is None:
            return may_keep_answers(user)
        return may_keep_answer(user, record)

    def get_form(
        self,
        request: HttpRequest,
        obj: CannedAnswer | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[CannedAnswerForm]:
        """A new text is of the unit of the person who writes it."""
        made: Any = super().get_form(request, obj, change, **kwargs)
        form: type[CannedAnswerForm] = made
        form.unit = getattr(request.user, "unit", None)
        return form

    @admin.display(description=gettext_lazy("offered to"))
    def whose(self, answer: CannedAnswer) -> str:
        if answer._state.adding:
            return _("Your unit")
        return answer.unit.name if answer.unit else _("All units")
