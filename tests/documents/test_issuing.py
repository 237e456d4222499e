import hashlib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db import IntegrityError, ProgrammingError, transaction

import pytest

from documents import issuing, storage
from documents.codes import normalise
from documents.issuing import PaperDamaged, issue, open_checked, verify
from documents.models import FileKind, IssuedFile
from tests.documents.factories import IssuedFileFactory

pytestmark = pytest.mark.django_db
# Already December in Thanh Hoá, still November by UTC.
AT = datetime(2024, 12, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CONTENT = b"%PDF-1.7 figures"


def issued_paper(**changes):
    facts = {"about": "Báo cáo", "filename": "bao-cao.pdf", "at": AT, **changes}
    return issue(FileKind.PDF, CONTENT, **facts)


def files_under(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_an_issued_paper_is_recorded_with_its_hash_and_size():
    paper = issued_paper(code="TL-7K3M-9QXD")

    stored = IssuedFile.objects.get()
    assert stored == paper
    assert (stored.code, stored.kind, stored.about, stored.filename) == (
        "TL-7K3M-9QXD",
        FileKind.PDF,
        "Báo cáo",
        "bao-cao.pdf",
    )
    assert stored.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert stored.size_bytes == len(CONTENT)
    assert stored.issued_at == AT


def test_a_paper_without_a_printed_code_gets_one():
    paper = issued_paper()

    assert normalise(paper.code) == paper.code


def test_the_file_is_private_and_its_name_says_nothing(private_root):
    paper = issued_paper()

    (path,) = files_under(private_root)
    assert path.relative_to(private_root).as_posix() == paper.file.name
    assert path.parent.relative_to(private_root).as_posix() == "issued/2024/12"
    assert len(path.name) == 32
    assert set(path.name) <= set("0123456789abcdef")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_code_is_used_once_and_the_second_file_is_taken_away(private_root):
    issued_paper(code="TL-7K3M-9QXD")

    with pytest.raises(IntegrityError), transaction.atomic():
        issued_paper(code="TL-7K3M-9QXD")

    assert IssuedFile.objects.count() == 1
    assert len(files_under(private_root)) == 1


def test_a_crash_while_writing_leaves_no_file_and_no_row(private_root, monkeypatch):
    def crash(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", crash)

    with pytest.raises(OSError, match="No space left"):
        issued_paper()

    assert files_under(private_root) == []
    assert IssuedFile.objects.count() == 0


def test_the_file_is_whole_before_it_has_its_name(private_root, monkeypatch):
    seen = []
    replace = Path.replace

    def look(self, target):
        seen.append((self.read_bytes(), Path(target).exists()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look)
    issued_paper()

    assert seen == [(CONTENT, False)]


@pytest.mark.parametrize(
    "filename",
    ["bao-cao.docx", "../bao-cao.pdf", "a/b.pdf", "a\\b.pdf", "a\n.pdf", 'a".pdf', ""],
)
def test_a_name_that_deceives_is_refused(filename, private_root):
    with pytest.raises(ValueError, match="is no name of a PDF file"):
        issued_paper(filename=filename)

    assert files_under(private_root) == []


def test_an_empty_paper_is_refused():
    with pytest.raises(ValueError, match="is empty"):
        issue(FileKind.PDF, b"", about="x", filename="x.pdf", at=AT)


def test_a_paper_is_verified_by_code_or_hash_as_people_type_them():
    paper = issued_paper(code="TL-7K3M-9QXD")
    IssuedFileFactory()

    assert verify("tl 7k3m 9qxd") == paper
    assert verify(f"  {paper.sha256.upper()}  ") == paper


@pytest.mark.parametrize(
    "typed",
    ["", "TL-7K3M-9QXE", "0" * 64, "KM-2024-000123", "' OR 1=1 --", "x" * 10_000],
)
def test_what_was_not_issued_is_not_verified(typed):
    issued_paper(code="TL-7K3M-9QXD")

    assert verify(typed) is None


def test_an_unchanged_paper_is_opened():
    paper = issued_paper()

    assert open_checked(paper).read() == CONTENT


@pytest.mark.parametrize("changed", [b"", CONTENT + b" ", CONTENT.replace(b"f", b"F")])
def test_a_changed_paper_is_not_handed_out(changed):
    paper = issued_paper()
    Path(default_storage.path(paper.file.name)).write_bytes(changed)

    with pytest.raises(PaperDamaged, match=f"{paper.code} must have SHA-256") as raised:
        open_checked(paper)
    assert raised.value.issued == paper


def test_a_lost_paper_says_so():
    paper = issued_paper()
    storage.remove(paper.file.name)

    with pytest.raises(PaperDamaged, match="the file is gone"):
        open_checked(paper)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_what_was_issued_cannot_be_unsaid(verb):
    paper = issued_paper()
    rows = IssuedFile.objects.filter(pk=paper.pk)

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
    ):
        rows.update(about="khác") if verb == "update" else rows.delete()

    assert IssuedFile.objects.get().about == "Báo cáo"


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"code": "TL-7K3M-9QXU"}, "code_is_written_properly"),
        ({"code": "tl-7k3m-9qxd"}, "code_is_written_properly"),
        ({"sha256": "0" * 63}, "sha256_is_a_hash"),
        ({"sha256": "G" * 64}, "sha256_is_a_hash"),
        ({"size_bytes": 0}, "file_is_not_empty"),
    ],
)
def test_the_database_refuses_what_is_no_issued_file(facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        IssuedFileFactory(**facts)


def test_every_kind_of_file_can_be_issued():
    for kind in FileKind:
        paper = issuing.issue(kind, b"x", about="x", filename=f"x.{kind.value}", at=AT)
        assert IssuedFileFactory(kind=kind).kind == paper.kind
