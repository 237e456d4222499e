from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from notifications.enums import NoticeState
from notifications.models import Notice

MOMENT = datetime(2024, 11, 29, 2, 0, tzinfo=UTC)


class NoticeFactory(DjangoModelFactory):
    """A notice to a complainant that has been due since ``MOMENT``."""

    class Meta:
        model = Notice

    class Params:
        sent = factory.Trait(state=NoticeState.SENT, sent_at=MOMENT, attempt_count=1)
        given_up = factory.Trait(
            state=NoticeState.GIVEN_UP,
            attempt_count=1,
            last_error="550 Không có hộp thư này",
        )
        log_in = factory.Trait(
            template="accounts/mail/password_reset_key",
            subject="Đặt lại mật khẩu",
            body="http://testserver/tai-khoan/khoa-bi-mat/\n",
        )

    event_key = factory.Sequence(lambda n: f"complaint:{n}:received")
    recipient = factory.Sequence(lambda n: f"nguoi-nhan-{n}@thu.example")
    template = "complaints/mail/received"
    subject = "Chúng tôi đã nhận phản ánh của bạn"
    body = "Chúng tôi đã nhận phản ánh của bạn.\n"
    message_id = factory.Sequence(lambda n: f"<thu-{n}@portal>")
    created_at = MOMENT
    next_try_at = MOMENT
