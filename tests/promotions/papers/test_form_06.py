"""Form 06 tells what an amendment changes, frozen when it is sent."""

import pytest

from documents.models import FileKind
from promotions.enums import PaperForm, ProcedureKind
from promotions.papers import form_06, issuing, versions
from promotions.papers.facts import Amended, DossierFacts
from promotions.workflow import accept_amendment
from tests.promotions.amendments import (
    BEFORE,
    WHY,
    announced,
    proposed,
    sent,
    with_price,
)
from tests.promotions.papers import samples

AMENDED = Amended(
    reference="KM-2024-000123",
    number=1,
    name="Tuần lễ đặc sản Xứ Thanh",
    period="Từ 0 giờ 00 phút ngày 25/11/2024 đến hết ngày 01/12/2024",
    filing_ref="000.00.18.H56-241118-0001",
    reason="Nhà cung cấp hỗ trợ thêm",
    changes=(("Kết thúc", "01/12/2024", "03/12/2024"), ("Thêm: nem", "", "hộp")),
    rows_left_out=0,
)


def paper(**changes):
    told = samples.facts(amended=AMENDED, **changes)
    return form_06.paper(told, [], made_at=samples.MADE_AT)


def test_amendment_says_of_what_it_is_what_changes_and_why():
    text = samples.read(paper())

    assert "số 000.00.18.H56-241118-0001" in text
    assert "mã hồ sơ trên cổng KM-2024-000123" in text
    assert "Kết thúc | 01/12/2024 | 03/12/2024" in text
    assert "Thêm: nem | (không có) | hộp" in text
    assert "Lý do sửa đổi, bổ sung: Nhà cung cấp hỗ trợ thêm" in text
    assert "Các nội dung khác của chương trình khuyến mại giữ nguyên." in text


@pytest.mark.parametrize(
    ("procedure", "kind"),
    [
        (ProcedureKind.NOTIFICATION, "THÔNG BÁO SỬA ĐỔI"),
        (ProcedureKind.REGISTRATION, "ĐĂNG KÝ SỬA ĐỔI"),
    ],
)
def test_what_was_registered_is_amended_by_registration(procedure, kind):
    head = paper(procedure=procedure.value).letterhead

    assert head.kind.startswith(kind)
    assert head.form == "Mẫu số 06"


def test_amended_facts_come_back_from_json():
    told = samples.facts(amended=AMENDED)

    assert DossierFacts.from_json(told.as_json()) == told


def test_facts_kept_before_amendments_had_papers_can_still_be_read():
    kept = samples.facts().as_json()
    del kept["amended"]

    assert DossierFacts.from_json(kept) == samples.facts()


@pytest.mark.django_db
def test_sent_amendment_is_frozen_and_issued_and_stays_after_it_is_accepted():
    promotion = announced(
        is_online_only=False, used_total_vnd=150_000_000, promoted_total_vnd=900_000_000
    )
    amendment = sent(with_price(proposed(promotion), 60_000))
    version = amendment.proposal.versions.get()
    before = versions.facts(version)

    accept_amendment(amendment, by=None, at=BEFORE)

    assert versions.facts(version) == before
    assert before.amended.reason == WHY
    assert any("60.000" in after for _, _, after in before.amended.changes)
    assert issuing.forms_of(before) == (PaperForm.AMENDMENT,)
    file = issuing.issued(version, PaperForm.AMENDMENT, FileKind.PDF, at=BEFORE)
    assert file.filename == f"{amendment.proposal.reference}-mau-06-lan-1.pdf"


@pytest.mark.django_db
def test_amendment_of_what_is_not_notified_has_no_paper():
    amendment = sent(with_price(proposed(announced()), 60_000))

    told = versions.facts(amendment.proposal.versions.get())

    assert issuing.forms_of(told) == ()
