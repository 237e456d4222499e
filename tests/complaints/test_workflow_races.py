from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

from django.db import connection

import pytest

from accounts.lifecycle import TransitionNotAllowed
from accounts.models import Unit
from complaints import workflow
from complaints.enums import ComplaintState, ReferralRole as Role, ReferralState
from complaints.models import Complaint, Referral, ReferralEvent
from complaints.refusals import (
    AlreadyReferred,
)
from notifications.models import Notice
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)


def race(*attempts):
    """Run all at the same moment, each in a transaction of its own."""
    start = Barrier(len(attempts))

    def run(attempt):
        try:
            start.wait()
            return attempt()
        except Exception as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_answer_at_once_one_wins():
    part = ReferralFactory(support=True, accepted=True)
    officers = [UserFactory(unit=part.unit) for _ in range(2)]

    def answer(officer):
        return lambda: workflow.answer_referral(
            Referral.objects.get(pk=part.pk),
            answer=f"Trả lời của {officer.pk}.",
            by=officer,
            at=AT,
        )

    results = race(*map(answer, officers))

    lost = [r for r in results if isinstance(r, TransitionNotAllowed)]
    won = [r for r in results if isinstance(r, Referral)]
    assert (len(won), len(lost)) == (1, 1)
    assert ReferralEvent.objects.get().reason == won[0].answer
    assert Notice.objects.count() == 1
    assert str(ReferralState.ANSWERED.label) in lost[0].message


@pytest.mark.django_db(transaction=True)
def test_answering_and_closing_at_once_never_leaves_a_waiting_part():
    complaint = ComplaintFactory(in_progress=True)
    part = ReferralFactory(complaint=complaint, support=True, accepted=True)

    race(
        lambda: workflow.answer_referral(part, answer="Xong.", by=None, at=AT),
        lambda: workflow.not_accept(complaint, outcome="Không rõ.", by=None, at=AT),
    )

    assert Complaint.objects.get().state == ComplaintState.NOT_ACCEPTED
    assert Referral.objects.get().state in {"answered", "closed"}
    assert ReferralEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_refer_to_one_unit_at_once_make_one_part():
    complaint = ComplaintFactory()
    unit = UnitFactory(inspectorate=True)

    results = race(
        *[
            lambda: workflow.refer(
                complaint,
                Unit.objects.get(pk=unit.pk),
                role=Role.SUPPORT,
                reason="Phối hợp.",
                by=None,
                at=AT,
            )
        ]
        * 2
    )

    assert Referral.objects.count() == 1
    assert sum(isinstance(r, AlreadyReferred) for r in results) == 1
