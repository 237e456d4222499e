from datetime import date
from decimal import Decimal
from threading import Barrier, Event, Thread
from uuid import UUID

from django.db import connection

import pytest

from accounts.models import District, Submission
from accounts.once import ContentConflict, Receipt, content_sha256, submit_once
from tests.accounts.factories import DistrictFactory

KEY = UUID("5f0c1f0e-6a5b-4a0e-9d2f-0d7f3c1f2a11")
CONTENT = {"text": "Giá không đúng", "on": date(2024, 11, 29), "vnd": Decimal("10.5")}


def submit(create, *, key=KEY, purpose="complaint", content=CONTENT):
    return submit_once(key, purpose=purpose, content=content, create=create)


def make_district():
    return DistrictFactory().code


def in_threads(count, work):
    def run():
        try:
            work()
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.django_db
def test_a_repeat_is_answered_with_the_first_receipt():
    first = submit(make_district)
    again = submit(make_district)

    assert first == Receipt(District.objects.get().code, is_repeat=False)
    assert again == Receipt(first.reference, is_repeat=True)


@pytest.mark.django_db
def test_the_same_key_with_other_content_is_a_conflict():
    first = submit(make_district)

    with pytest.raises(ContentConflict) as conflict:
        submit(make_district, content={**CONTENT, "text": "Hàng giả"})

    assert conflict.value.receipt == first.reference
    assert District.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"key": UUID(int=7)}, {"purpose": "registration"}],
)
def test_another_key_or_purpose_is_another_submission(change):
    submit(make_district)
    second = submit(make_district, **change)

    assert second.is_repeat is False
    assert District.objects.count() == 2


@pytest.mark.django_db
def test_the_order_of_the_fields_is_no_content():
    turned = dict(reversed(CONTENT.items()))

    assert content_sha256(turned) == content_sha256(CONTENT)
    assert content_sha256({**CONTENT, "text": ""}) != content_sha256(CONTENT)


@pytest.mark.django_db
def test_what_failed_was_not_carried_out_and_may_be_tried_again():
    def fail():
        make_district()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        submit(fail)
    assert (District.objects.count(), Submission.objects.count()) == (0, 0)

    assert submit(make_district).is_repeat is False


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_posts_at_once_are_one_row_and_fifty_equal_receipts():
    start, receipts = Barrier(50), []

    def post():
        start.wait()
        receipts.append(submit(make_district))

    for thread in in_threads(50, post):
        thread.join()

    code = District.objects.get().code
    assert sorted(receipts, key=lambda r: r.is_repeat) == [
        Receipt(code, is_repeat=False),
        *[Receipt(code, is_repeat=True)] * 49,
    ]


@pytest.mark.django_db(transaction=True)
def test_fifty_posts_of_two_contents_are_one_row_and_conflicts():
    start, outcomes = Barrier(50), []

    def post(content):
        start.wait()
        try:
            outcomes.append(submit(make_district, content=content).reference)
        except ContentConflict as conflict:
            outcomes.append(f"conflict with {conflict.receipt}")

    threads = in_threads(25, lambda: post({"text": "một"}))
    threads += in_threads(25, lambda: post({"text": "hai"}))
    for thread in threads:
        thread.join()

    code = District.objects.get().code
    assert sorted(outcomes) == [*[code] * 25, *[f"conflict with {code}"] * 25]


@pytest.mark.django_db(transaction=True)
def test_when_the_first_fails_the_waiting_one_carries_the_work_out():
    begun, may_fail, receipts = Event(), Event(), []

    def fail_late():
        begun.set()
        may_fail.wait(timeout=10)
        raise RuntimeError

    def first():
        with pytest.raises(RuntimeError):
            submit(fail_late)

    (failing,) = in_threads(1, first)
    begun.wait(timeout=10)
    (waiting,) = in_threads(1, lambda: receipts.append(submit(make_district)))
    waiting.join(timeout=0.2)
    assert waiting.is_alive()
    may_fail.set()
    failing.join()
    waiting.join()

    assert receipts == [Receipt(District.objects.get().code, is_repeat=False)]
