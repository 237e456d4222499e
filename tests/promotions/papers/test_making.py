"""Papers of many goods are made by the worker, once, however often it is rung."""

import io
from datetime import timedelta

from django.utils import timezone

import openpyxl
import pytest

from documents.models import FileKind
from promotions.enums import PaperForm
from promotions.models import DossierVersion, OfficialPaper
from promotions.models.paper import MAX_ATTEMPTS, TRIED_AGAIN_AFTER
from promotions.papers import issuing, making
from promotions.papers.issuing import NotMadeYet
from promotions.tasks import make_papers
from tests.promotions.papers import dossiers, samples

pytestmark = pytest.mark.django_db
AT = samples.MADE_AT


@pytest.fixture
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(
        making, "ring", lambda task, **facts: calls.append((task.name, facts))
    )
    return calls


def annex_of(version):
    return issuing.issued(version, PaperForm.GOODS, FileKind.XLSX, at=AT)


@pytest.mark.parametrize(("count", "rings"), [(100, 0), (101, 1)])
def test_worker_is_rung_for_many_goods_only(rung, count, rings):
    version, _ = dossiers.with_goods(count)

    assert len(rung) == rings
    assert version.is_waiting == bool(rings)


def test_annex_lists_every_good(rung):
    version, _ = dossiers.with_goods(501)
    with pytest.raises(NotMadeYet):
        annex_of(version)

    make_papers(version.pk)

    file = annex_of(version)
    book = openpyxl.load_workbook(io.BytesIO(file.content.getvalue()))
    rows = list(book["Bảng 1"].iter_rows(values_only=True))
    assert sum(isinstance(row[0], int) for row in rows) == 501
    assert any(row[1] == "Nem chua Thanh Hoá 501" for row in rows)
    version.refresh_from_db()
    assert not version.is_waiting
    assert making.progress_percent(version) == 95


def test_all_papers_of_many_goods_are_made_and_the_receipt_at_once(rung):
    version, _ = dossiers.with_goods(101)
    issuing.issued(version, PaperForm.RECEIPT, FileKind.PDF, at=AT)
    with pytest.raises(NotMadeYet):
        issuing.issued(version, PaperForm.NOTIFICATION, FileKind.PDF, at=AT)

    make_papers(version.pk)

    kinds = OfficialPaper.objects.values_list("form", "kind")
    assert set(kinds) == {
        (PaperForm.RECEIPT, FileKind.PDF),
        (PaperForm.NOTIFICATION, FileKind.PDF),
        (PaperForm.NOTIFICATION, FileKind.DOCX),
    }


def test_second_ring_makes_nothing_again(rung):
    version, _ = dossiers.with_goods(101)
    make_papers(version.pk)
    codes = set(OfficialPaper.objects.values_list("file__code", flat=True))

    make_papers(version.pk)

    assert set(OfficialPaper.objects.values_list("file__code", flat=True)) == codes


def test_worker_that_died_is_followed_by_another_after_a_while(rung):
    version, _ = dossiers.with_goods(101)
    DossierVersion.objects.filter(pk=version.pk).update(
        attempt_count=1, begun_at=timezone.now()
    )
    make_papers(version.pk)
    assert not OfficialPaper.objects.exists()

    long_ago = timezone.now() - TRIED_AGAIN_AFTER - timedelta(seconds=1)
    DossierVersion.objects.filter(pk=version.pk).update(begun_at=long_ago)
    rung.clear()
    making.resume()
    make_papers(version.pk)

    assert rung == [("promotions.make_papers", {"version_id": version.pk})]
    assert OfficialPaper.objects.count() == 2


def test_what_failed_too_often_waits_for_a_person(rung, monkeypatch):
    version, _ = dossiers.with_goods(101)
    DossierVersion.objects.filter(pk=version.pk).update(attempt_count=MAX_ATTEMPTS)
    make_papers(version.pk)
    making.resume()
    version.refresh_from_db()
    assert version.has_failed
    assert not OfficialPaper.objects.exists()
    rung.clear()

    making.try_again(version)

    make_papers(version.pk)
    version.refresh_from_db()
    assert not version.has_failed
    assert rung == [("promotions.make_papers", {"version_id": version.pk})]


def test_nobody_rings_for_what_is_made(rung):
    dossiers.sent()

    making.resume()

    assert rung == []
