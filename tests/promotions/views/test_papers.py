"""The papers of a dossier: for its own people, and nobody else."""

import io
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

import pypdf
import pytest

from promotions.models import DossierVersion, OfficialPaper
from promotions.models.paper import MAX_ATTEMPTS
from promotions.papers import making
from promotions.workflow import withdraw
from tests.accounts.factories import UserFactory
from tests.promotions.amendments import announced, proposed, sent, with_price
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory
from tests.promotions.papers import dossiers
from tests.promotions.test_permissions import OFFICERS

pytestmark = pytest.mark.django_db
PDF_01 = ("mau-01", "pdf")


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path


def draft(promotion, form="mau-01", kind="pdf"):
    return reverse("paper_draft", args=[promotion.reference, form, kind])


def issued(promotion, number=1, form="mau-01", kind="pdf"):
    return reverse("paper_issued", args=[promotion.reference, number, form, kind])


def page_of(client, promotion):
    answer = client.get(reverse("dossier_detail", args=[promotion.reference]))
    return answer.content.decode()


def test_member_takes_a_draft_and_then_the_issued_paper(client):
    promotion, person = dossiers.notified()
    client.force_login(person)

    before = client.get(draft(promotion))
    dossiers.submit(promotion, by=person, at=dossiers.SENT_AT)
    after = client.get(issued(promotion))

    assert (
        "BẢN NHÁP"
        in pypdf.PdfReader(io.BytesIO(before.content)).pages[0].extract_text()
    )
    assert after["Content-Type"] == "application/pdf"
    assert after["Content-Disposition"] == (
        f'attachment; filename="{promotion.reference}-mau-01-lan-1.pdf"'
    )
    assert "no-store" in after["Cache-Control"]
    assert after["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", [None, "member", "editor", "stranger", *OFFICERS])
def test_pages_of_the_merchant_serve_its_own_people_alone(client, kind):
    promotion, person = dossiers.sent()
    if kind == "member":
        client.force_login(person)
    elif kind == "editor":
        client.force_login(
            MerchantMemberFactory(merchant=promotion.merchant, editor=True).user
        )
    elif kind == "stranger":
        client.force_login(MerchantMemberFactory().user)
    elif kind:
        client.force_login(UserFactory(**{kind: True}))

    answers = {
        client.get(address).status_code
        for address in (
            issued(promotion),
            issued(promotion, form="bien-nhan"),
            reverse("papers_version", args=[promotion.reference, 1]),
        )
    }

    expected = {None: 302, "member": 200, "editor": 200}.get(kind, 404)
    assert answers == {expected}
    assert OfficialPaper.objects.exists() == (expected == 200)


def test_draft_of_another_merchant_is_not_found(client):
    promotion, _ = dossiers.notified()
    client.force_login(MerchantMemberFactory().user)

    assert client.get(draft(promotion)).status_code == 404


@pytest.mark.parametrize(
    ("number", "form", "kind"),
    [(2, *PDF_01), (1, "mau-02", "pdf"), (1, "mau-01", "exe"), (1, "mau-99", "pdf")],
)
def test_papers_that_are_not_there_are_not_found(client, number, form, kind):
    promotion, person = dossiers.sent()
    client.force_login(person)

    assert client.get(issued(promotion, number, form, kind)).status_code == 404


def test_sent_dossier_has_no_drafts(client):
    promotion, person = dossiers.sent()
    client.force_login(person)

    answer = client.get(draft(promotion))

    assert answer["Location"].endswith(f"/{promotion.reference}/")


def test_changed_file_is_refused_in_plain_words(client, private_root):
    promotion, person = dossiers.sent()
    client.force_login(person)
    client.get(issued(promotion))
    path = Path(private_root) / OfficialPaper.objects.get().file.file.name
    path.write_bytes(b"%PDF-1.7 another")

    answer = client.get(issued(promotion))

    assert answer.status_code == 410
    assert "Tệp đã hỏng" in answer.content.decode()


def test_page_says_what_each_paper_is_for_and_until_when(client):
    promotion, person = dossiers.notified()
    client.force_login(person)

    text = page_of(client, promotion)

    assert "Mẫu số 01: Thông báo thực hiện khuyến mại" in text
    assert draft(promotion) in text
    assert "Ngày cuối cùng được nộp hồ sơ: 20/11/2024." in text
    assert "dichvucong.thanhhoa.gov.vn" in text
    assert "Mẫu số 02" not in text


def test_page_warns_when_the_last_day_is_over(client, settings):
    settings.PORTAL_CLOCK = "2024-11-21T09:00+07:00"
    promotion, person = dossiers.notified()
    client.force_login(person)

    assert "Đã quá ngày này." in page_of(client, promotion)


def test_registration_has_its_longer_term_and_form_02(client):
    promotion, person = dossiers.lucky_draw()
    client.force_login(person)

    text = page_of(client, promotion)

    assert "Ngày cuối cùng được nộp hồ sơ: 18/11/2024." in text
    assert "Mẫu số 02" in text
    assert "Mẫu số 03" in text


def test_promotion_without_procedure_says_that_nothing_is_filed(client):
    membership = MerchantMemberFactory()
    promotion = PromotionFactory(declared=True, merchant=membership.merchant)
    client.force_login(membership.user)

    text = page_of(client, promotion)

    assert "không phải nộp hồ sơ thông báo, đăng ký" in text
    assert "Mẫu số 01" not in text


def test_earlier_submissions_keep_their_papers_on_the_page(client):
    promotion, person = dossiers.sent()
    dossiers.sent_back(promotion)
    client.force_login(person)

    text = page_of(client, promotion)

    assert draft(promotion) in text
    assert reverse("papers_version", args=[promotion.reference, 1]) in text
    assert client.get(issued(promotion)).status_code == 200


def test_draft_that_was_withdrawn_offers_no_papers(client):
    promotion, person = dossiers.notified()
    withdraw(promotion, by=person, at=dossiers.SENT_AT)
    client.force_login(person)

    assert "Văn bản chính thức" not in page_of(client, promotion)


def test_many_goods_lead_to_the_page_that_shows_how_far_it_is(client):
    version, person = dossiers.with_goods(101)
    client.force_login(person)
    page = reverse("papers_version", args=[version.promotion.reference, 1])

    answer = client.get(issued(version.promotion))
    waiting = client.get(page, headers={"HX-Request": "true"}).content.decode()
    making.make_papers(version.pk)
    done = client.get(page, headers={"HX-Request": "true"}).content.decode()

    assert answer["Location"] == page
    assert "<progress" in waiting
    assert "hx-trigger" in waiting
    assert "<progress" not in done
    assert issued(version.promotion) in done


def test_person_starts_again_what_the_worker_gave_up(client):
    version, person = dossiers.with_goods(101)
    DossierVersion.objects.update(
        attempt_count=MAX_ATTEMPTS, begun_at=timezone.now() - timedelta(hours=1)
    )
    client.force_login(person)
    page = reverse("papers_version", args=[version.promotion.reference, 1])
    assert "Thử lại" in client.get(page).content.decode()

    client.post(reverse("papers_again", args=[version.promotion.reference, 1]))

    version.refresh_from_db()
    assert version.is_waiting


def test_sent_page_offers_the_receipt(client):
    promotion, person = dossiers.sent()
    client.force_login(person)

    answer = client.get(reverse("dossier_sent", args=[promotion.reference]))

    assert issued(promotion, form="bien-nhan") in answer.content.decode()


def test_check_page_shows_the_last_day_of_filing(client):
    promotion, person = dossiers.notified()
    client.force_login(person)

    answer = client.get(reverse("dossier_check", args=[promotion.reference]))

    assert "Ngày cuối cùng được nộp hồ sơ: 20/11/2024." in answer.content.decode()


def test_member_takes_form_06_of_a_sent_amendment_from_its_page(client):
    promotion = announced(
        is_online_only=False, used_total_vnd=150_000_000, promoted_total_vnd=900_000_000
    )
    amendment = sent(with_price(proposed(promotion), 60_000))
    client.force_login(promotion.merchant.members.first().user)

    text = page_of(client, amendment.proposal)

    address = issued(amendment.proposal, form="mau-06")
    assert address in text
    assert client.get(address).status_code == 200
    assert client.get(issued(amendment.proposal)).status_code == 404
