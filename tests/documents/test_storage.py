import os
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db import transaction

import pytest

from documents import storage
from documents.issuing import issue
from documents.models import FileKind, IssuedFile

pytestmark = pytest.mark.django_db
AT = datetime(2024, 12, 5, 9, 30, tzinfo=UTC)


def issue_and_roll_back():
    with transaction.atomic():
        issue(FileKind.PDF, b"lost", about="x", filename="x.pdf", at=AT)
        transaction.set_rollback(True)


def age(path, *, by):
    moment = (datetime.now(UTC) - by).timestamp()
    os.utime(path, (moment, moment))


def stored_files(root):
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_rolled_back_issue_leaves_a_file_that_no_row_claims(private_root):
    kept = issue(FileKind.PDF, b"kept", about="x", filename="x.pdf", at=AT)
    issue_and_roll_back()

    found = list(storage.unclaimed(before=datetime.now(UTC) + timedelta(minutes=1)))

    assert [path.read_bytes() for path in found] == [b"lost"]
    assert IssuedFile.objects.get() == kept


def test_a_file_of_a_transaction_that_may_be_open_is_left_alone(private_root):
    issue_and_roll_back()
    (path,) = stored_files(private_root)
    edge = datetime(2024, 12, 5, 9, 30, tzinfo=UTC)
    os.utime(path, (edge.timestamp(), edge.timestamp()))

    assert list(storage.unclaimed(before=edge)) == []
    assert list(storage.unclaimed(before=edge + timedelta(seconds=1))) == [path]


def test_the_command_only_counts_until_told(private_root, capsys):
    issue_and_roll_back()
    (path,) = stored_files(private_root)
    age(path, by=timedelta(days=1, minutes=1))

    call_command("remove_unclaimed_files")

    assert capsys.readouterr().out == "1 unclaimed files would be removed.\n"
    assert path.exists()


def test_the_command_removes_what_is_a_day_old(private_root, capsys):
    kept = issue(FileKind.PDF, b"kept", about="x", filename="x.pdf", at=AT)
    issue_and_roll_back()
    issue_and_roll_back()
    for path in stored_files(private_root):
        age(path, by=timedelta(days=1, minutes=1))
    age(next(iter(storage.unclaimed(before=datetime.now(UTC)))), by=timedelta(hours=23))

    call_command("remove_unclaimed_files", wet_run=True)

    assert capsys.readouterr().out == "1 unclaimed files removed.\n"
    left = sorted(path.read_bytes() for path in stored_files(private_root))
    assert left == [b"kept", b"lost"]
    assert storage.read(kept.file.name) == b"kept"


def test_a_storage_that_holds_nothing_yet_has_nothing_unclaimed(private_root):
    assert list(storage.unclaimed(before=datetime.now(UTC))) == []
