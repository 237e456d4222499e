"""A report is sent whole, corrected until it is received, and kept as it was sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from itertools import product
from threading import Barrier

from django.db import IntegrityError, connection, transaction

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from notifications.models import Notice
from promotions import workflow
from promotions.enums import ResultState
from promotions.models import ResultReport, ResultVersion
from promotions.papers.result_versions import result_facts
from promotions.result.writing import ResultIncomplete, ResultNotOpen, lines_of
from promotions.story import story
from tests.accounts.factories import UnitFactory
from tests.promotions.factories import HCM
from tests.promotions.result.draws import AFTER, draw, sent, written

pytestmark = pytest.mark.django_db

VERBS = {
    ResultState.SENT: workflow.send_result,
    ResultState.DRAFT: workflow.correct_result,
    ResultState.RECEIVED: workflow.receive_result,
    ResultState.RETURNED: lambda report, **facts: workflow.return_result(
        report, reason="Thiếu", **facts
    ),
}
PATHS = {
    ResultState.DRAFT: [],
    ResultState.SENT: ["sent"],
    ResultState.RETURNED: ["sent", "returned"],
    ResultState.RECEIVED: ["sent", "received"],
}


@pytest.mark.parametrize(
    ("from_state", "to_state"), [*product(ResultState, ResultState)]
)
def test_verbs_go_along_the_table_only(from_state, to_state):
    report = written(draw())
    for step in PATHS[from_state]:
        VERBS[step](report, by=None, at=AFTER)
    count = report.events.count()

    if to_state in workflow.RESULT_LIFE.table[from_state]:
        VERBS[to_state](report, by=None, at=AFTER)
        event = report.events.last()
        assert (event.from_state, event.to_state) == (from_state, to_state)
    else:
        with pytest.raises(TransitionNotAllowed):
            VERBS[to_state](report, by=None, at=AFTER)
        assert report.events.count() == count


def test_what_was_received_is_never_corrected():
    report = workflow.receive_result(sent(draw()), by=None, at=AFTER)

    with pytest.raises(TransitionNotAllowed):
        workflow.correct_result(report, by=None, at=AFTER)
    with pytest.raises(ResultNotOpen):
        written(report.promotion)


def test_sending_back_needs_a_reason():
    with pytest.raises(ReasonMissing):
        workflow.return_result(sent(draw()), by=None, at=AFTER, reason=" ")


def test_each_sending_is_a_version_and_the_first_one_keeps_its_day():
    report = sent(draw())
    workflow.correct_result(report, by=None, at=AFTER)
    written(report.promotion, given=(1, 10))
    later = datetime(2024, 12, 9, 9, tzinfo=HCM)
    again = workflow.send_result(report, by=None, at=later)

    given = [
        [line.given_count for line in result_facts(version).result.lines]
        for version in again.versions.order_by("number")
    ]
    assert given == [[1, 7], [1, 10]]
    assert (again.first_sent_at, again.sent_at) == (AFTER, later)


def test_what_was_sent_comes_back_from_the_database_as_it_was():
    version = sent(draw()).versions.get()
    facts = result_facts(ResultVersion.objects.get(pk=version.pk))

    assert (facts.result.budget_percent, facts.result.budget_vnd) == ("50", 750_002)
    assert (facts.result.sales_vnd, facts.result.note) == (90_000_000, "Không có")
    assert type(facts).from_json(facts.as_json()) == facts
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ResultVersion.objects.filter(pk=version.pk).update(number=9)


def test_a_report_that_says_nothing_of_a_prize_is_not_sent():
    report = written(draw(), given=(1, None))

    with pytest.raises(ResultIncomplete) as refused:
        workflow.send_result(report, by=None, at=AFTER)

    assert len(refused.value.objections) == 1
    assert report.versions.count() == 0


@pytest.mark.parametrize(
    ("given", "moment", "may"),
    [
        ((1, 9), datetime(2024, 12, 10, 23, 59, tzinfo=HCM), False),
        ((1, 9), datetime(2024, 12, 11, tzinfo=HCM), True),
        ((1, 10), datetime(2024, 12, 10, 9, tzinfo=HCM), True),
    ],
)
def test_prizes_are_left_only_when_the_time_of_awarding_is_over(given, moment, may):
    promotion = draw(prizes_due_on=date(2024, 12, 10))
    report = written(promotion, given=given)

    if may:
        assert workflow.send_result(report, by=None, at=moment).state == "sent"
    else:
        with pytest.raises(ResultIncomplete, match="10/12/2024"):
            workflow.send_result(report, by=None, at=moment)


def test_nobody_gives_more_prizes_than_were_registered():
    with pytest.raises(IntegrityError), transaction.atomic():
        written(draw(), given=(2, 7))


def test_a_report_is_not_begun_before_the_promotion_is_over():
    with pytest.raises(ResultNotOpen):
        written(draw(published=True), at=datetime(2024, 12, 1, 23, tzinfo=HCM))


def test_a_report_names_the_registered_prizes_before_anything_is_written():
    promotion = draw()

    lines = lines_of(promotion, None)

    assert [(line.name, line.quantity, line.given_count) for line in lines] == [
        ("Giải nhất: xe đạp điện", 1, None),
        ("Giải nhì: phiếu quà", 10, None),
    ]


def test_merchant_and_division_are_told_of_each_step():
    UnitFactory(trade_management=True, email="phong@thu.example")
    report = sent(draw())
    workflow.return_result(report, by=None, at=AFTER, reason="Thiếu số giải")
    workflow.send_result(report, by=None, at=AFTER)
    workflow.receive_result(report, by=None, at=AFTER)

    rows = Notice.objects.order_by("pk").values_list("recipient", "template")
    assert [(who.split("@")[0], name.rsplit("/")[-1]) for who, name in rows] == [
        ("shop", "result_sent"),
        ("phong", "result_to_review"),
        ("shop", "result_returned"),
        ("shop", "result_sent"),
        ("phong", "result_to_review"),
        ("shop", "result_received"),
    ]
    assert "Thiếu số giải" in Notice.objects.get(template__endswith="returned").body
    assert [entry.kind for entry in story(report.promotion)] == ["", "wait", "", "ok"]


@pytest.mark.django_db(transaction=True)
def test_of_correcting_and_receiving_at_once_one_wins():
    report = sent(draw())
    start = Barrier(2)

    def run(verb):
        start.wait()
        try:
            verb(report, by=None, at=AFTER)
        except TransitionNotAllowed:
            return "lost"
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(2) as threads:
        verbs = [workflow.correct_result, workflow.receive_result]
        assert sorted(threads.map(run, verbs)) == ["lost", "won"]

    report = ResultReport.objects.get()
    assert report.events.count() == 2
    assert report.state in {ResultState.DRAFT, ResultState.RECEIVED}
