"""Drafts say so; papers are issued once, verifiable, and the same when made again."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import docx
import pypdf
import pytest

from documents.issuing import PaperDamaged, verify
from documents.models import FileKind
from promotions.enums import PaperForm
from promotions.models import OfficialPaper
from promotions.papers import issuing
from promotions.papers.issuing import NoSuchPaper
from tests.promotions.papers import dossiers, samples

pytestmark = pytest.mark.django_db
PDF, DOCX, XLSX = FileKind.PDF, FileKind.DOCX, FileKind.XLSX
AT = samples.MADE_AT


def words_of(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(content).pages)


def issue(version, form=PaperForm.NOTIFICATION, kind=PDF, at=AT):
    return issuing.issued(version, form, kind, at=at)


@pytest.fixture
def version():
    return dossiers.sent()[0].versions.get()


def test_draft_is_marked_and_has_no_code_to_verify():
    promotion, _ = dossiers.notified()

    as_pdf = issuing.draft(promotion, PaperForm.NOTIFICATION, PDF, at=AT)
    as_docx = issuing.draft(promotion, PaperForm.NOTIFICATION, DOCX, at=AT)

    assert "BẢN NHÁP" in words_of(as_pdf.content)
    assert "Mã xác minh" not in words_of(as_pdf.content)
    edge = docx.Document(as_docx.content).sections[0]
    assert edge.first_page_header.paragraphs[0].text == "BẢN NHÁP"
    assert edge.footer.paragraphs[0].text == "BẢN NHÁP"
    assert as_pdf.filename == f"{promotion.reference}-mau-01-ban-nhap.pdf"
    assert not OfficialPaper.objects.exists()


def test_issued_paper_is_no_draft_and_is_verified_by_code_and_hash(version):
    file = issue(version)

    issued = OfficialPaper.objects.get().file
    content = file.content.getvalue()
    assert "BẢN NHÁP" not in words_of(file.content)
    assert issued.code in words_of(io.BytesIO(content))
    assert verify(issued.code) == issued
    assert verify(hashlib.sha256(content).hexdigest()) == issued
    assert version.promotion.reference in issued.about
    assert file.filename == f"{version.promotion.reference}-mau-01-lan-1.pdf"


def test_paper_is_issued_once_and_given_again(version):
    first = issue(version)

    again = issue(version, at=AT + timedelta(days=3))

    assert again.content.getvalue() == first.content.getvalue()
    assert OfficialPaper.objects.count() == 1


@pytest.mark.parametrize("kind", [PDF, DOCX])
def test_issued_paper_can_be_made_again_byte_by_byte(version, kind):
    content = issue(version, kind=kind).content.getvalue()
    issued = OfficialPaper.objects.get().file
    version.promotion.items.update(name="Hàng khác")
    version.promotion.merchant.name = "Tên khác"
    version.promotion.merchant.save()

    again = issuing.render(
        version,
        PaperForm.NOTIFICATION,
        kind,
        code=issued.code,
        made_at=issued.issued_at,
    )

    assert again == content


def test_changed_file_is_not_handed_out(version, private_root):
    issue(version)
    path = Path(private_root) / OfficialPaper.objects.get().file.file.name
    path.write_bytes(path.read_bytes().replace(b"%PDF", b"%PDG", 1))

    with pytest.raises(PaperDamaged):
        issue(version)


def test_nothing_personal_is_in_the_name_or_what_it_is_about(version):
    file = issue(version)
    issued = OfficialPaper.objects.get().file
    merchant = version.promotion.merchant

    for private in (merchant.name, merchant.contact_name, merchant.tax_code):
        assert private not in file.filename
        assert private not in issued.about


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (PaperForm.REGISTRATION, PDF),
        (PaperForm.RULES, PDF),
        (PaperForm.GOODS, XLSX),
        (PaperForm.NOTIFICATION, XLSX),
        (PaperForm.RECEIPT, DOCX),
    ],
)
def test_what_the_procedure_does_not_need_is_no_paper(version, form, kind):
    with pytest.raises(NoSuchPaper):
        issue(version, form, kind)


def test_registration_has_form_02_and_rules_and_no_form_01():
    promotion, _ = dossiers.lucky_draw()

    told = issuing.facts_of(promotion, at=AT)

    assert issuing.forms_of(told) == (PaperForm.REGISTRATION, PaperForm.RULES)


def test_promotion_without_a_procedure_has_a_receipt_alone():
    version = dossiers.sent(is_online_only=True)[0].versions.get()

    told = issuing.versions.facts(version)

    assert issuing.forms_of(told) == (PaperForm.RECEIPT,)
    assert words_of(issue(version, PaperForm.RECEIPT).content)


def test_demo_papers_say_so(settings):
    settings.PORTAL_DEMO = True
    version = dossiers.sent()[0].versions.get()

    assert "BẢN MINH HOẠ" in words_of(issue(version).content)


@pytest.mark.parametrize(("count", "has_annex"), [(500, False), (501, True)])
def test_more_than_500_goods_have_an_annex(count, has_annex):
    version, _ = dossiers.with_goods(count)

    forms = issuing.forms_of(issuing.versions.facts(version))

    assert (PaperForm.GOODS in forms) == has_annex
