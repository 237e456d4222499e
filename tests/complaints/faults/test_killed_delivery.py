"""The process that sends mail is killed before each step it takes.

SMTP has no «exactly once»: killed between the server's yes and its mark, a mail leaves
again under the same Message-ID, by which mail systems know it. None is ever lost.
"""

from collections import Counter
from itertools import count

import pytest

from notifications import delivery
from notifications.enums import NoticeState
from notifications.models import Notice
from tests.complaints.faults.killing import kill_before
from tests.notifications.factories import MOMENT, NoticeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_killed_before_any_step_each_mail_arrives_and_repeats_keep_their_id(
    mail_server,
):
    kills = 0
    for number in count(1):
        NoticeFactory.create_batch(2)
        was_killed = kill_before(number, lambda: delivery.deliver_due(at=MOMENT))
        delivery.deliver_due(at=MOMENT)
        assert not Notice.objects.exclude(state=NoticeState.SENT).exists(), number
        if not was_killed:
            break
        kills += 1

    arrived = Counter(message["Message-ID"] for message in mail_server.messages)
    assert set(arrived) == {notice.message_id for notice in Notice.objects.all()}
    repeated = [sent for sent in arrived.values() if sent > 1]
    assert kills > 8, "the process was killed too seldom to prove anything"
    # A mail is marked after it left: killed between, before the mark or its commit, it
    # leaves a second time, and only that one of the two of its run.
    assert repeated == [2, 2, 2, 2]
