from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from itertools import product

from django.db import connection
from django.utils import translation

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from inspections import workflow
from inspections.concluding import NotConcludable
from inspections.enums import InspectionOutcome, InspectionState
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HCM
from tests.complaints.factories import ComplaintFactory
from tests.inspections.factories import (
    FindingFactory,
    InspectionFactory,
    SanctionFactory,
)

NOW = datetime(2024, 11, 30, 10, tzinfo=HCM)
NOTICE = "Đội Quản lý thị trường đã kiểm tra và buộc cửa hàng thu hồi hàng."
VERBS = {
    "begin": lambda inspection: workflow.begin(inspection, by=None, at=NOW),
    "conclude": lambda inspection: workflow.conclude(
        inspection, outcome="reminder", notice=NOTICE, by=None, at=NOW
    ),
    "cancel": lambda inspection: workflow.cancel(
        inspection, reason="Cửa hàng đã đóng cửa", by=None, at=NOW
    ),
}
ALLOWED = {
    ("planned", "begin"): "under_way",
    ("planned", "cancel"): "cancelled",
    ("under_way", "conclude"): "concluded",
    ("under_way", "cancel"): "cancelled",
}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def concluded(inspection, outcome="reminder", notice=NOTICE, by=None, at=NOW):
    return workflow.conclude(inspection, outcome=outcome, notice=notice, by=by, at=at)


@pytest.mark.parametrize(
    ("state", "verb"), list(product(InspectionState.values, VERBS))
)
@pytest.mark.django_db
def test_each_step_follows_the_table(state, verb):
    situation = {} if state == "planned" else {state: True}
    inspection = InspectionFactory(**{"with_papers": True, **situation})
    reached = ALLOWED.get((state, verb))

    if reached is None:
        with pytest.raises(TransitionNotAllowed):
            VERBS[verb](inspection)
    else:
        assert VERBS[verb](inspection).state == reached

    inspection.refresh_from_db()
    assert inspection.state == (reached or state)
    assert inspection.events.count() == (1 if reached else 0)


@pytest.mark.django_db
def test_the_conclusion_stays_on_record():
    officer = UserFactory(surveillance=True)
    inspection = InspectionFactory(under_way=True)
    inspection.complaints.set(
        ComplaintFactory.create_batch(2),
    )

    concluded(inspection, by=officer, notice=f"  {NOTICE}\n")

    inspection.refresh_from_db()
    event = inspection.events.get()
    assert inspection.outcome == "reminder"
    assert inspection.outcome_notice == NOTICE
    assert inspection.concluded_at == NOW
    assert (event.verb, event.by) == ("conclude", officer)
    assert event.facts == {"outcome": "reminder", "complaints": 2}


@pytest.mark.django_db
def test_every_complainant_is_told_exactly_the_notice():
    officer = UserFactory(surveillance_team=True, full_name="Lê Văn Kín")
    inspection = SanctionFactory(
        fine_vnd=17_500_000, decision_ref="88/QĐ-XPVPHC"
    ).inspection
    open_one = ComplaintFactory(email="mot@thu.example")
    closed_one = ComplaintFactory(resolved=True, email="hai@thu.example")
    stranger = ComplaintFactory(email="ba@thu.example")
    inspection.complaints.set([open_one, closed_one])

    concluded(inspection, outcome="sanctioned", by=officer)

    told = [
        complaint.events.filter(verb="inspection_concluded").count()
        for complaint in (open_one, closed_one, stranger)
    ]
    notices = Notice.objects.order_by("recipient")
    assert told == [1, 1, 0]
    assert [notice.recipient for notice in notices] == [
        "hai@thu.example",
        "mot@thu.example",
    ]
    for notice in notices:
        text = f"{notice.subject}\n{notice.body}"
        assert NOTICE in text
        for kept_back in ("Lê Văn Kín", officer.email, "88/QĐ-XPVPHC"):
            assert kept_back not in text
        # The fine, however it were written; bare «17» also stands in some codes.
        for fine in ("17500000", "17.500.000", "17,500,000", "17,5 triệu"):
            assert fine not in text
    closed_one.refresh_from_db()
    assert closed_one.state == "resolved"


@pytest.mark.django_db
def test_a_second_conclusion_tells_nobody_again():
    inspection = InspectionFactory(under_way=True)
    inspection.complaints.add(ComplaintFactory())
    concluded(inspection)

    with pytest.raises(TransitionNotAllowed):
        concluded(inspection)

    assert Notice.objects.count() == 1
    assert inspection.complaints.get().events.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_conclude_at_once_tell_once():
    inspection = InspectionFactory(under_way=True)
    inspection.complaints.set(ComplaintFactory.create_batch(3))

    def try_it(outcome):
        try:
            concluded(inspection, outcome=outcome)
        except TransitionNotAllowed:
            return "lost"
        else:
            return "won"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        results = sorted(threads.map(try_it, ["reminder", "verifying"] * 2))

    assert results == ["lost", "lost", "lost", "won"]
    assert inspection.events.count() == 1
    assert Notice.objects.count() == 3


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        (
            {"decision_ref": ""},
            "Enter the number of the inspection decision first.",
        ),
        ({"visit_on": None}, "Enter the day of the visit first."),
        ({"visit_on": date(2024, 12, 1)}, "The day of the visit has not come yet."),
        (
            {"visit_on": date(2024, 11, 27)},
            "The visit lies before the inspection decision.",
        ),
    ],
)
@pytest.mark.django_db
def test_papers_and_visit_come_first(facts, problem):
    inspection = InspectionFactory(under_way=True, **facts)
    inspection.complaints.add(ComplaintFactory())

    with pytest.raises(NotConcludable) as refusal:
        concluded(inspection)

    inspection.refresh_from_db()
    assert refusal.value.problems == [problem]
    assert inspection.state == "under_way"
    assert inspection.events.count() == 0
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("day", [date(2024, 11, 28), date(2024, 11, 30)])
@pytest.mark.django_db
def test_a_visit_from_the_decision_until_today_is_good(day):
    inspection = InspectionFactory(under_way=True, visit_on=day)

    assert concluded(inspection).state == "concluded"


def problems_of(inspection, outcome):
    with pytest.raises(NotConcludable) as refusal:
        concluded(inspection, outcome=outcome)
    return refusal.value.problems


@pytest.mark.django_db
def test_sanctioned_needs_a_sanction():
    inspection = InspectionFactory(under_way=True)

    assert problems_of(inspection, "sanctioned") == [
        "Enter the sanction decision first, or choose another outcome."
    ]

    SanctionFactory(inspection=inspection)
    assert concluded(inspection, outcome="sanctioned").state == "concluded"


@pytest.mark.django_db
def test_no_violation_forbids_findings():
    finding = FindingFactory()
    inspection = finding.inspection

    assert problems_of(inspection, "no_violation") == [
        "Violations are on record; the outcome cannot be “no violation”."
    ]

    finding.delete()
    assert concluded(inspection, outcome="no_violation").state == "concluded"


@pytest.mark.parametrize("outcome", ["no_violation", "reminder", "verifying"])
@pytest.mark.django_db
def test_a_sanction_on_record_must_show_in_the_outcome(outcome):
    inspection = SanctionFactory().inspection

    assert problems_of(inspection, outcome) == [
        "A sanction is on record; the outcome must say so."
    ]


@pytest.mark.django_db
def test_an_unknown_outcome_is_refused():

    assert problems_of(InspectionFactory(under_way=True), "guilty") == [
        "Choose the outcome."
    ]


@pytest.mark.django_db
def test_the_notice_may_be_left_out_only_where_nobody_complained():
    complained = InspectionFactory(under_way=True)
    complained.complaints.add(ComplaintFactory())

    with pytest.raises(NotConcludable) as refusal:
        concluded(complained, notice=" \n")
    assert refusal.value.problems == ["Write what the complainants are told."]

    quiet = concluded(InspectionFactory(under_way=True), notice="")
    assert quiet.state == "concluded"
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_cancelling_needs_a_reason():
    inspection = InspectionFactory()

    with pytest.raises(ReasonMissing):
        workflow.cancel(inspection, reason="  ", by=None, at=NOW)

    inspection.refresh_from_db()
    assert inspection.state == "planned"


@pytest.mark.parametrize("outcome", InspectionOutcome.values)
@pytest.mark.django_db
def test_every_outcome_can_be_reached(outcome):
    inspection = InspectionFactory(under_way=True)
    if outcome == "sanctioned":
        SanctionFactory(inspection=inspection)

    assert concluded(inspection, outcome=outcome).outcome == outcome
