import multiprocessing
import threading
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import connection
from django.utils import timezone
from django.utils.translation import override

import pytest

from promotions import workflow
from promotions.dossier import DossierClosed
from promotions.drafting import save_facts
from promotions.enums import SheetMode, SheetPolicy, SheetState
from promotions.models import Item, SheetJob
from promotions.models.sheet import DROPPED_AFTER, MAX_ATTEMPTS
from promotions.sheets import checking, files, life, result
from promotions.sheets.life import JobLost
from promotions.sheets.trouble import SheetRefused
from promotions.sheets.uploading import take_right_rows
from tests.promotions.factories import (
    ItemFactory,
    MerchantMemberFactory,
    PromotionFactory,
)
from tests.promotions.sheets.jobs import (
    HCM,
    NOW,
    checked,
    messages,
    names,
    remarks,
    upload,
)
from tests.promotions.sheets.workbooks import csv, good, titles, xlsx

pytestmark = pytest.mark.django_db


def test_right_rows_become_goods_of_the_dossier(dossier):
    job = checked(dossier, xlsx(good("Nem chua"), good("Bánh gai", percent=40)))

    assert job.state == SheetState.STORED
    assert (job.read_count, job.accepted_count, job.wrong_count) == (2, 2, 0)
    assert names(dossier) == ["Nem chua", "Bánh gai"]
    item = dossier.items.get(name="Bánh gai")
    assert (item.price_before_vnd, item.price_now_vnd) == (200_000, 120_000)
    assert item.discount_percent == Decimal(40)
    assert item.goods_group.code == "food"


def test_goods_of_a_sheet_are_found_in_the_search(dossier):
    checked(dossier, xlsx(good("Nem chua Thanh Hoá")))

    dossier.refresh_from_db()
    assert "nem chua thanh hoa" in dossier.search_text


def test_texts_are_stored_as_they_are(dossier):
    odd = "Kẹo \\N \"lạc\" 'ngon'; DROP TABLE\t100%"

    checked(dossier, xlsx(good(odd)))

    assert names(dossier) == [" ".join(odd.split())]


def test_duplicates_do_not_crowd_out_the_errors(dossier):
    rows = [good("Nem") for _ in range(70)] + [good("Sai", unit="")]

    job = checked(dossier, csv(*rows))

    assert (job.duplicate_count, job.wrong_count) == (69, 1)
    assert "Đơn vị tính" in messages(job)[0]
    assert len(job.remarks) == result.REMARKS


def test_columns_that_were_not_read_are_told(dossier):
    content = xlsx([*good(), "A-1"], headings=[*titles(), "Mã kho"])

    assert checked(dossier, content).unread_headings == ["Mã kho"]


def test_english_reader_is_answered_in_english(dossier):
    with override("en"):
        job = upload(dossier, xlsx(good(unit="")))
    checking.check_sheet(job.pk)

    job.refresh_from_db()
    assert "is missing" in messages(job)[0]


def test_dossier_changed_meanwhile_is_judged_again(dossier, monkeypatch):
    """Shortened by a day while its sheet is read, it has another ceiling."""
    once = iter([True])

    def go_through(job, *args, **kwargs):
        found = check_rows(job, *args, **kwargs)
        if next(once, False):
            ends_at = datetime(2024, 12, 2, 0, 1, tzinfo=HCM)
            save_facts(dossier, {"ends_at": ends_at}, at=NOW + timedelta(hours=1))
        return found

    check_rows = checking.check_rows
    monkeypatch.setattr(checking, "check_rows", go_through)

    job = checked(dossier, xlsx(good("Giảm 62", now=76_000), good("Giảm 40")))

    assert (job.state, job.wrong_count) == (SheetState.STORED, 1)
    assert names(dossier) == ["Giảm 40"]


def test_dossier_that_never_rests_is_told(dossier, monkeypatch):
    moments = iter(range(1, 10))

    def go_through(job, *args, **kwargs):
        found = check_rows(job, *args, **kwargs)
        save_facts(dossier, {}, at=NOW + timedelta(hours=next(moments)))
        return found

    check_rows = checking.check_rows
    monkeypatch.setattr(checking, "check_rows", go_through)

    job = checked(dossier, xlsx(good()))

    assert (job.state, names(dossier)) == (SheetState.REFUSED, [])
    assert "liên tục" in job.problem


def test_file_that_is_no_longer_what_was_sent_is_not_read(dossier):
    job = upload(dossier, xlsx(good()))
    files.path_of(job.file).write_bytes(xlsx(good("Khác")))

    checking.check_sheet(job.pk)

    job.refresh_from_db()
    assert (job.state, names(dossier)) == (SheetState.REFUSED, [])


def test_the_law_judges_every_row(dossier):
    week = {"before": 200_000}
    job = checked(
        dossier,
        xlsx(
            good("Giảm 62", now=76_000, **week),
            good("Giảm 100", now=0, **week),
            good("Tăng giá", now=200_001, **week),
            good("Thuốc", group="tobacco"),
        ),
    )

    assert names(dossier) == ["Giảm 62", "Giảm 100"]
    assert any("KM-" in str(s) or "Nghị định 81" in str(s) for s in job.samples)


def test_price_that_rose_since_the_last_filing_is_a_point_to_check(dossier):
    PromotionFactory(
        published=True,
        merchant=dossier.merchant,
        item__name="Nem chua",
        item__price_before_vnd=100_000,
    )

    job = checked(dossier, xlsx(good("Nem chua", before=200_000)))

    assert (job.accepted_count, job.warning_count) == (1, 1)
    assert "100.000" in remarks(job)[0]


def test_outside_the_week_half_is_the_limit(dossier):
    dossier.ends_at = datetime(2024, 12, 2, 0, 1, tzinfo=HCM)
    dossier.save()

    checked(
        dossier,
        xlsx(good("Giảm 50", now=100_000), good("Giảm 50,01", now=99_980)),
    )

    assert names(dossier) == ["Giảm 50"]


def test_whole_policy_takes_nothing_while_a_row_is_wrong(dossier):
    content = xlsx(good("Tốt"), good("Sai", unit=None))

    job = checked(dossier, content, policy=SheetPolicy.WHOLE)

    assert (job.state, names(dossier)) == (SheetState.REFUSED, [])
    assert job.marked_file
    take_right_rows(job, by=dossier.merchant.members.get().user, at=NOW)
    checking.check_sheet(job.pk)
    assert names(dossier) == ["Tốt"]


def test_whole_policy_takes_all_when_all_is_right(dossier):
    checked(dossier, xlsx(good("A"), good("B")), policy=SheetPolicy.WHOLE)

    assert names(dossier) == ["A", "B"]


@pytest.mark.parametrize("mode", list(SheetMode))
def test_rows_are_added_or_put_in_place(dossier, mode):
    ItemFactory(promotion=dossier, name="Cũ", position=7)

    checked(dossier, xlsx(good("Mới")), mode=mode)

    expected = ["Cũ", "Mới"] if mode == SheetMode.ADD else ["Mới"]
    assert names(dossier) == expected


def test_replacing_keeps_the_old_goods_where_no_row_is_right(dossier):
    ItemFactory(promotion=dossier, name="Cũ")

    job = checked(dossier, xlsx(good("Sai", unit="")), mode=SheetMode.REPLACE)

    assert (job.state, names(dossier)) == (SheetState.REFUSED, ["Cũ"])


def test_same_goods_twice_are_taken_once_and_told(dossier):
    job = checked(dossier, xlsx(good("Nem"), good("NEM "), good("Nem", unit="g")))

    assert (job.accepted_count, job.duplicate_count, job.wrong_count) == (2, 1, 0)
    assert "dòng 2" in remarks(job)[0]
    again = checked(dossier, xlsx(good("nem"), good("Nem mới")))
    assert (again.accepted_count, again.duplicate_count) == (1, 1)
    assert "hồ sơ" in remarks(again)[0]


def test_same_goods_with_another_price_are_the_merchants_to_decide(dossier):
    job = checked(dossier, xlsx(good("Nem"), good("Nem", now=110_000)))

    assert (job.accepted_count, job.duplicate_count, job.wrong_count) == (1, 0, 1)
    assert "dòng 2" in messages(job)[0]
    again = checked(dossier, xlsx(good("Nem", now=100_000), good("Khác")))
    assert (again.accepted_count, again.wrong_count) == (1, 1)
    assert "hồ sơ" in messages(again)[0]


def test_marks_tell_goods_apart(dossier):
    checked(dossier, xlsx(good("Bò khô"), good("Bơ khô")))

    assert names(dossier) == ["Bò khô", "Bơ khô"]


def test_file_that_is_no_sheet_is_refused_with_a_sentence(dossier):
    job = checked(dossier, b"%PDF-1.4")

    assert (job.state, job.read_count) == (SheetState.REFUSED, 0)
    assert "PDF" in job.problem


def test_sheet_without_rows_is_told(dossier):
    assert "không có dòng" in checked(dossier, xlsx()).problem


def test_sheet_needs_the_dates_first(dossier):
    dossier.starts_at = None
    dossier.save()

    with pytest.raises(SheetRefused):
        upload(dossier, xlsx(good()))


def test_one_sheet_at_a_time(dossier):
    upload(dossier, xlsx(good()))

    with pytest.raises(SheetRefused):
        upload(dossier, xlsx(good("Khác")))


def test_same_post_twice_is_one_job(dossier):
    key = uuid4()
    first, second = (upload(dossier, csv(good()), key=key) for _ in range(2))

    assert first.pk == second.pk
    assert SheetJob.objects.count() == 1


def test_submitted_dossier_takes_no_sheet():
    member = MerchantMemberFactory()
    dossier = PromotionFactory(submitted=True, merchant=member.merchant)

    with pytest.raises(DossierClosed):
        upload(dossier, xlsx(good()))


def test_dossier_submitted_meanwhile_is_left_as_it_was(dossier):
    ItemFactory(promotion=dossier, name="Cũ")
    job = upload(dossier, xlsx(good("Mới")))
    by = dossier.merchant.members.get().user
    dossier.is_declared_true = True
    dossier.save()
    workflow.submit(dossier, by=by, at=NOW)

    checking.check_sheet(job.pk)

    job.refresh_from_db()
    assert job.state == SheetState.REFUSED
    assert names(dossier) == ["Cũ"]


def test_sheet_takes_back_the_declaration(dossier):
    assert dossier.is_declared_true

    checked(dossier, xlsx(good()))

    dossier.refresh_from_db()
    assert not dossier.is_declared_true


def test_worker_that_fails_leaves_nothing_and_the_sweep_tries_again(
    dossier, monkeypatch
):
    job = upload(dossier, xlsx(good("Nem")))
    monkeypatch.setattr(checking, "store", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        checking.check_sheet(job.pk)
    assert names(dossier) == []
    monkeypatch.undo()

    assert checking.resume_sheets() == 1
    checking.check_sheet(job.pk)

    assert names(dossier) == ["Nem"]


def test_after_the_last_try_the_merchant_is_told(dossier, monkeypatch):
    job = upload(dossier, xlsx(good("Nem")))
    monkeypatch.setattr(checking, "store", lambda *a, **k: 1 / 0)
    for _attempt in range(MAX_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            checking.check_sheet(job.pk)

    job.refresh_from_db()
    assert (job.state, bool(job.problem)) == (SheetState.REFUSED, True)


@pytest.mark.parametrize(("silent_for", "is_taken"), [(-1, False), (1, True)])
def test_dropped_job_is_taken_up_only_after_its_silence(dossier, silent_for, is_taken):
    job = upload(dossier, xlsx(good("Nem")))
    since = timezone.now() - DROPPED_AFTER - timedelta(seconds=silent_for)
    SheetJob.objects.filter(pk=job.pk).update(
        state=SheetState.RUNNING, alive_at=since, attempt_count=1
    )

    checking.check_sheet(job.pk)

    assert (names(dossier) == ["Nem"]) is is_taken


def test_finished_job_is_not_checked_again(dossier):
    job = checked(dossier, xlsx(good("Nem")))

    checking.check_sheet(job.pk)

    assert names(dossier) == ["Nem"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_a_sheet_once(dossier):
    job = upload(dossier, xlsx(*[good(f"Hàng {n}") for n in range(50)]))

    def work():
        try:
            checking.check_sheet(job.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Item.objects.filter(promotion=dossier).count() == 50


@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_it_stores_leaves_the_dossier_whole(dossier):
    job = upload(dossier, xlsx(*[good(f"Hàng {n}") for n in range(50)]))
    connection.close()
    begun = multiprocessing.get_context("fork").Event()

    def work():
        # Forked; the connection it inherits, if any, belongs to its parent.
        connection.connection = None
        stored = checking.store

        def store_and_hang(*args, **kwargs):
            stored(*args, **kwargs)
            begun.set()
            threading.Event().wait()

        checking.store = store_and_hang
        checking.check_sheet(job.pk)

    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    assert begun.wait(timeout=60)
    worker.kill()
    worker.join()

    assert names(dossier) == []
    SheetJob.objects.filter(pk=job.pk).update(alive_at=None)
    checking.check_sheet(job.pk)
    assert len(names(dossier)) == 50


def test_old_files_are_deleted_and_the_counts_stay(dossier, settings):
    job = checked(dossier, xlsx(good("Tốt"), good("Sai", unit="")))
    path = files.path_of(job.file)
    files.delete_old(at=job.ended_at + settings.SHEET_KEPT_FOR)
    assert path.exists()

    files.delete_old(at=job.ended_at + settings.SHEET_KEPT_FOR + timedelta(seconds=1))

    job.refresh_from_db()
    assert (path.exists(), job.file, job.marked_file) == (False, "", "")
    assert job.accepted_count == 1


def test_files_no_job_names_are_deleted_after_a_day(dossier):
    job = upload(dossier, xlsx(good()))
    left = files.path_of(files.store(b"left behind"))
    now = timezone.now()
    files.delete_unclaimed(real_now=now + files.SETTLED_AFTER - timedelta(minutes=1))
    assert left.exists()

    files.delete_unclaimed(real_now=now + files.SETTLED_AFTER + timedelta(minutes=1))

    assert (left.exists(), files.path_of(job.file).exists()) == (False, True)


def test_rows_cost_no_query_each(dossier, django_assert_max_num_queries):
    job = upload(dossier, xlsx(*[good(f"Hàng {n}") for n in range(300)]))

    with django_assert_max_num_queries(60):
        checking.check_sheet(job.pk)


def test_worker_of_the_first_check_never_speaks_for_the_second(dossier):
    job = upload(
        dossier, xlsx(good("Tốt"), good("Sai", unit="")), policy=SheetPolicy.WHOLE
    )
    forgotten = life.claim(job.pk, at=NOW)
    SheetJob.objects.filter(pk=job.pk).update(alive_at=None)
    checking.check_sheet(job.pk)  # another worker takes over; the sheet is refused
    job.refresh_from_db()
    take_right_rows(job, by=dossier.merchant.members.get().user, at=NOW)
    life.claim(job.pk, at=NOW)

    with pytest.raises(JobLost):
        life.show_progress(forgotten, read_count=1)
    with pytest.raises(JobLost):
        life.finish(forgotten, SheetState.REFUSED, verb="refuse", at=NOW)
