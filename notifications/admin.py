from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from accounts.admin_base import OfficeAdmin
from accounts.models import User
from accounts.permissions import Person, is_of_trade_management
from notifications import delivery
from notifications.links import cover
from notifications.models import Notice, NoticeQuerySet
from notifications.permissions import may_read_text, may_resend, sees_notices
from notifications.watchers import watch_delivery


@admin.register(Notice)
class NoticeAdmin(OfficeAdmin[Notice]):
    list_display = [
        "created_at",
        "masked_receiver",
        "subject",
        "state",
        "attempt_count",
        "last_error",
        "sent_at",
    ]
    list_filter = ["state", "created_at"]
    search_fields = ["=recipient", "=event_key"]
    search_help_text = _("A whole e-mail address, or the name of an event.")
    show_full_result_count = False
    actions = ["send_again"]

    def may_see(self, user: Person) -> bool:
        return sees_notices(user)

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return may_resend(request.user)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Subjects name codes of complaints, so they are read like the texts."""
        reads = is_of_trade_management(request.user)
        return [n for n in self.list_display if reads or n != "subject"]

    def get_fields(self, request: HttpRequest, obj: Notice | None = None) -> list[Any]:
        reads = obj is not None and may_read_text(request.user, obj)
        return [
            "event_key",
            # Who reads the text is not told the whole address: both open a complaint.
            "masked_receiver" if reads else "recipient",
            "template",
            *(["subject", "covered_body"] if reads else []),
            "state",
            "created_at",
            "next_try_at",
            "attempt_count",
            "last_error",
            "sent_at",
            "message_id",
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, str] | None = None
    ) -> HttpResponse:
        """Show what is wrong with the delivery above the list."""
        if request.method == "GET" and self.has_view_permission(request):
            for alarm in watch_delivery(timezone.now()):
                self.message_user(request, alarm.message, messages.WARNING)
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("receiver"), ordering="recipient")
    def masked_receiver(self, notice: Notice) -> str:
        return notice.masked_recipient

    @admin.display(description=_("text"))
    def covered_body(self, notice: Notice) -> str:
        return cover(notice.body)

    @admin.action(
        description=_("Send again what has not been delivered"),
        permissions=["resend"],
    )
    def send_again(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        assert isinstance(notices, NoticeQuerySet)
        assert isinstance(request.user, User)
        count = delivery.resend(notices, by=request.user, at=timezone.now())
        if count:
            told = ngettext(
                "%(count)s notice will be sent again now.",
                "%(count)s notices will be sent again now.",
                count,
            ) % {"count": count}
            self.message_user(request, told, messages.SUCCESS)
        else:
            told = gettext("All chosen notices have already been delivered.")
            self.message_user(request, told, messages.INFO)
