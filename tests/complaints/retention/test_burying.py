"""Nothing personal is left anywhere, and nothing that is counted changes."""

import hashlib
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

import pghistory.models
import pytest

from accounts.lifecycle import record_first
from accounts.models import Submission
from complaints import recovery, tracking
from complaints.conservation import take_balance
from complaints.evidence import files, sweeping
from complaints.evidence.claiming import claim
from complaints.models import (
    Complaint,
    ComplaintEvent,
    Evidence,
    Feedback,
    ReferralEvent,
    Tombstone,
)
from complaints.notices import CODES_MAIL
from complaints.retention import erasing, running
from complaints.timeline import timeline
from notifications.models import Notice
from reports.figures import complaints as figures
from reports.figures.dimension import (
    CATEGORY,
    COMPLAINT_KIND,
    COMPLAINT_STATE,
    DISTRICT,
)
from reports.open_complaints import extract
from tests.complaints.evidence import samples
from tests.complaints.factories import ComplaintFactory
from tests.complaints.retention.lives import (
    BEGAN,
    CLOSED,
    DUE,
    EMAIL,
    SECRETS,
    approved,
    closed,
    long_life,
)

TABLES = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
)
FOUND = """
    SELECT word FROM unnest(%s::text[]) AS word
    WHERE EXISTS (SELECT 1 FROM "{table}" AS one WHERE one::text ILIKE '%%' || word || '%%')
"""


def places(words) -> dict[str, set[str]]:
    """Return each word with every table that holds it in whatever column."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(FOUND.format(table=table), [list(words)])
            for (word,) in cursor.fetchall():
                found.setdefault(word, set()).add(table)
    return found


def all_files() -> dict[Path, bytes]:
    root = Path(default_storage.path(""))
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def carry_out(django_capture_on_commit_callbacks):
    def carry_out(run=None):
        run = run or approved()
        with django_capture_on_commit_callbacks(execute=True):
            running.carry_out(at=DUE)
        run.refresh_from_db()
        return run

    return carry_out


@pytest.fixture
def complaint(plan, rules):
    return long_life(plan)


def test_nothing_personal_is_left_anywhere(complaint, carry_out):
    words = (*SECRETS, complaint.code)
    before = places(words)

    carry_out()

    assert set(before) == set(words)
    assert Complaint.objects.get().is_buried
    assert places(words) == {}


def test_files_are_gone_sealed_originals_too(complaint, carry_out):
    names = {n for e in complaint.evidence.all() for n in (e.file, e.preview) if n}
    before = all_files()

    carry_out()

    gone = {path: body for path, body in before.items() if not path.exists()}
    assert set(gone) == {files.path_of(name) for name in names}
    assert {samples.camera_photo(), samples.PDF} < set(gone.values())
    assert len(gone) == Tombstone.objects.get().file_count == 3
    assert not Evidence.objects.exists()


def test_file_of_another_report_stays_where_it_is(rules, plan, carry_out):
    photo = samples.uploaded(at=BEGAN)
    due, other = closed()[0], ComplaintFactory()
    for one in (due, other):
        claim(one, [photo], by=None, at=BEGAN)

    carry_out()

    assert Evidence.objects.get().complaint == other
    assert files.sha256_of(photo.file) == photo.sha256
    assert Tombstone.objects.get().file_count == 0


def test_killed_before_the_files_are_removed_the_sweep_removes_them(
    rules, plan, monkeypatch
):
    photo = samples.uploaded(at=BEGAN)
    claim(closed()[0], [photo], by=None, at=BEGAN)
    approved()

    running.carry_out(at=DUE)  # on_commit never runs: the process died
    assert files.path_of(photo.file).exists()
    sweeping.delete_unclaimed(real_now=timezone.now() + timedelta(days=2))

    assert not files.path_of(photo.file).exists()


def test_address_in_the_history_is_forgotten(rules, client, carry_out):
    complaint = closed(resolved=False, in_progress=True, closed_at=None)[0]
    client.post("/phan-anh/tra-cuu/", {"code": complaint.code, "factor": "5678"})
    client.post(f"/phan-anh/{complaint.code}/rut/", {"confirmed": "1"})
    assert complaint.code in str(pghistory.models.Context.objects.values())
    Complaint.objects.filter(pk=complaint.pk).update(closed_at=CLOSED)

    carry_out()

    assert places([complaint.code]) == {}


def figures_now(campaign):
    along = (CATEGORY, COMPLAINT_KIND, COMPLAINT_STATE, DISTRICT)
    members = {dimension.code: dimension.members() for dimension in along}
    return figures.count(campaign, at=DUE, members=members)


def test_figures_and_open_data_are_the_same_before_and_after(
    complaint, plan, carry_out
):
    closed(2, campaign=plan.campaign, district=plan.district)
    for _ in range(9):
        long = ComplaintFactory(campaign=plan.campaign, district=plan.district)
        record_first(long, verb="receive", by=None, at=BEGAN)
    before = figures_now(plan.campaign), extract(plan.campaign, at=DUE)
    assert before[0]["PA-01"] == 12
    assert before[1].total == 12

    assert carry_out().tombstones.count() == 3

    cache.clear()
    assert (figures_now(plan.campaign), extract(plan.campaign, at=DUE)) == before


def test_balance_counts_it_as_deleted_by_policy_and_still_balances(
    complaint, carry_out
):
    held = take_balance(at=DUE - timedelta(days=1))

    carry_out()
    balance = take_balance(at=DUE)

    assert (held.closed, held.buried, held.is_balanced) == (1, 0, True)
    assert (balance.received, balance.closed, balance.buried) == (1, 0, 1)
    assert (balance.closed_in_journal, balance.buried_in_journal) == (1, 1)
    assert balance.is_balanced


def test_buried_without_the_verb_is_a_difference(complaint, carry_out):
    carry_out()
    with erasing.opened():
        ComplaintEvent.objects.filter(verb="bury").delete()

    assert not take_balance(at=DUE).is_balanced


def test_journal_keeps_what_happened_when_and_by_which_office(complaint, carry_out):
    def journal(model):
        names = ("pk", "verb", "from_state", "to_state", "happened_at", "by_id")
        return list(model.objects.exclude(verb="bury").order_by("pk").values(*names))

    before = journal(ComplaintEvent), journal(ReferralEvent)

    carry_out()

    assert (journal(ComplaintEvent), journal(ReferralEvent)) == before
    entries = timeline(Complaint.objects.get())
    assert entries[-1].title == "Dữ liệu cá nhân đã được xóa theo quy định"
    assert {entry.text for entry in entries if "Tôi" in entry.text} == set()


def test_opinions_stay_counted_without_their_words(complaint, carry_out):
    carry_out()

    opinion = Feedback.objects.get()
    assert (opinion.kind, opinion.is_reopened) == ("reopen", True)
    assert (opinion.text, opinion.decision) == (erasing.BLANKED, erasing.BLANKED)


def test_tombstone_says_which_run_and_rule_and_proves_the_code(
    complaint, rules, carry_out
):
    code = complaint.code

    run = carry_out()

    stone = Tombstone.objects.get()
    assert (stone.run, stone.rule, stone.buried_at) == (run, rules["resolved"], DUE)
    assert stone.code_sha256 == hashlib.sha256(code.encode()).hexdigest()
    assert stone.row_count > 20


def test_look_up_answers_as_for_a_code_nobody_had(complaint, client, carry_out):
    code = complaint.code
    assert tracking.find(code, "4321") == complaint
    client.post("/phan-anh/tra-cuu/", {"code": code, "factor": EMAIL})
    assert client.get(f"/phan-anh/{code}/").status_code == 200

    carry_out()

    assert tracking.find(code, "4321") is None
    assert client.get(f"/phan-anh/{code}/").status_code != 200
    known = client.post("/phan-anh/tra-cuu/", {"code": code, "factor": EMAIL})
    unknown = client.post(
        "/phan-anh/tra-cuu/", {"code": "PA-7777-7777-7777", "factor": EMAIL}
    )
    assert known.context["form"].errors == unknown.context["form"].errors


def test_mails_with_its_lost_code_go_with_it(complaint, carry_out):
    recovery.ask(EMAIL, network="203.0.113.7", at=BEGAN)
    recovery.send_codes()
    assert Notice.objects.filter(body__contains=complaint.code).exists()

    carry_out()

    assert not Notice.objects.filter(template=CODES_MAIL).exists()


@pytest.mark.parametrize("address", ["Kin.Phung@rieng.example", "cu@rieng.example"])
def test_lost_code_mailed_to_what_the_address_was_goes_too(
    complaint, carry_out, address
):
    Complaint.objects.filter(pk=complaint.pk).update(email=address)
    recovery.ask(address, network="203.0.113.7", at=BEGAN)
    recovery.send_codes()
    Complaint.objects.filter(pk=complaint.pk).update(email=EMAIL)

    carry_out()

    assert not Notice.objects.filter(template=CODES_MAIL).exists()


def test_lost_code_of_somebody_else_stays(complaint, carry_out):
    other = ComplaintFactory()
    recovery.ask(other.email, network="203.0.113.7", at=BEGAN)
    recovery.send_codes()

    carry_out()

    assert Notice.objects.get(template=CODES_MAIL).recipient == other.email


def test_nothing_is_left_of_what_was_submitted_once(complaint, carry_out):
    submitted = set(Submission.objects.values_list("purpose", flat=True))
    assert {
        "complaint",
        "complaint-message",
        "evidence",
        "subject-request",
    } <= submitted

    carry_out()

    assert list(Submission.objects.values_list("purpose", flat=True)) == []


def test_mail_about_another_report_stays(complaint, plan, carry_out):
    other = ComplaintFactory(pk=complaint.pk * 10 + 1)
    keys = [f"complaint:{other.pk}:received", f"referral:{other.pk}0:sent"]
    for key in keys:
        Notice.objects.create(
            event_key=key,
            recipient=EMAIL,
            template="t",
            subject="s",
            message_id=str(uuid4()),
            created_at=BEGAN,
            next_try_at=BEGAN,
        )

    carry_out()

    assert set(keys) <= set(Notice.objects.values_list("event_key", flat=True))


def test_half_a_burial_is_none(complaint, monkeypatch):
    words = (*SECRETS, complaint.code)
    before = places(words)
    run = approved()
    monkeypatch.setattr(erasing, "delete_revisions", lambda *args, **kwargs: 1 / 0)

    running.carry_out(at=DUE)

    assert places(words) == before
    assert not Tombstone.objects.exists()
    assert run.items.get().result == "failed"


def test_database_refuses_a_buried_report_that_names_somebody(complaint, carry_out):
    carry_out()

    for change in ({"full_name": "Lê Thị Thử"}, {"phone": "+84912345678"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Complaint.objects.filter(pk=complaint.pk).update(**change)
