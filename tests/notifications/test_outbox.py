from datetime import UTC, datetime
from threading import Barrier, Thread

from django.db import connection, transaction

import pytest
import time_machine

from notifications.enums import Channel, NoticeState
from notifications.models import Notice
from notifications.outbox import enqueue, store, written

pytestmark = pytest.mark.django_db
MOMENT = datetime(2024, 11, 29, 2, 0, tzinfo=UTC)
SUBJECT = "{% load i18n %}{% get_current_language as lang %}Phản ánh\n {{ code }} ({{ lang }})"
BODY = "\nMã: {{ code }}\n{{ origin }}\n\n"


@pytest.fixture(autouse=True)
def probe_templates(settings):
    """A mail ``probe/mail/received`` and ``…/answered`` that exist for these tests."""
    names = ("probe/mail/received", "probe/mail/answered")
    sources = {f"{name}_subject.txt": SUBJECT for name in names}
    sources |= {f"{name}_body.txt": BODY for name in names}
    engine = {**settings.TEMPLATES[0], "APP_DIRS": False}
    loaders = [("django.template.loaders.locmem.Loader", sources)]
    engine["OPTIONS"] = {**engine["OPTIONS"], "loaders": loaders}
    settings.TEMPLATES = [engine]


def tell(**changes):
    given = {
        "template": "probe/mail/received",
        "event_key": "complaint:1:received",
        "recipient": "lan@thu.example",
        "context": {"code": "PA-2024-000001"},
    }
    given |= changes
    enqueue(given.pop("template"), **given)


@time_machine.travel(MOMENT, tick=False)
def test_a_notice_is_rendered_and_due_at_once():
    tell()

    notice = Notice.objects.get()
    assert notice.subject == "Phản ánh PA-2024-000001 (vi)"
    assert notice.body == "Mã: PA-2024-000001\nhttp://testserver\n"
    assert (notice.channel, notice.state) == (Channel.EMAIL, NoticeState.QUEUED)
    assert (notice.created_at, notice.next_try_at) == (MOMENT, MOMENT)
    assert list(Notice.objects.due(at=MOMENT)) == [notice]


def test_the_text_is_frozen_when_it_happened():
    tell()
    tell(context={"code": "PA-2024-999999"})

    assert Notice.objects.get().body == "Mã: PA-2024-000001\nhttp://testserver\n"


def test_the_same_event_twice_is_one_row_with_one_message_id():
    tell()
    message_id = Notice.objects.get().message_id
    tell()

    assert Notice.objects.get().message_id == message_id


@pytest.mark.parametrize(
    "change",
    [
        {"event_key": "complaint:1:answered"},
        {"recipient": "minh@thu.example"},
        {"template": "probe/mail/answered"},
    ],
)
def test_another_event_receiver_or_template_is_another_row(change):
    tell()
    tell(**change)

    assert Notice.objects.count() == 2
    assert Notice.objects.values("message_id").distinct().count() == 2


def test_nobody_to_tell_is_no_row():
    tell(recipient="")

    assert Notice.objects.count() == 0


def test_several_are_stored_together_without_those_that_nobody_gets(
    django_assert_num_queries,
):
    notices = [
        written(
            "probe/mail/received",
            event_key="complaint:1:received",
            recipient=recipient,
            context={"code": "PA-1"},
        )
        for recipient in ("lan@thu.example", "", "minh@thu.example")
    ]
    with django_assert_num_queries(1):
        store(notices)

    assert sorted(Notice.objects.values_list("recipient", flat=True)) == [
        "lan@thu.example",
        "minh@thu.example",
    ]


def test_the_language_of_the_receiver_is_kept():
    tell(language="en")

    assert Notice.objects.get().subject == "Phản ánh PA-2024-000001 (en)"


def test_a_subject_never_holds_a_second_line():
    tell(context={"code": "PA\r\nBcc: ai-do@thu.example"})

    assert Notice.objects.get().subject == "Phản ánh PA Bcc: ai-do@thu.example (vi)"


def test_plain_text_is_not_written_as_html():
    tell(context={"code": "Lan & Minh <'x'>"})

    notice = Notice.objects.get()
    assert notice.subject == "Phản ánh Lan & Minh <'x'> (vi)"
    assert notice.body.startswith("Mã: Lan & Minh <'x'>\n")


def test_a_subject_too_long_is_cut_and_the_event_goes_on():
    tell(context={"code": "x" * 400})

    assert len(Notice.objects.get().subject) == 300


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_event_leaves_no_notice():
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0

    tell()
    assert Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_event_told_by_two_at_once_is_one_row():
    start = Barrier(2)

    def tell_now():
        with transaction.atomic():
            start.wait()
            tell()
        connection.close()

    threads = [Thread(target=tell_now) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Notice.objects.count() == 1
