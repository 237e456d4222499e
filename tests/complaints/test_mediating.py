import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import DatabaseError, transaction

import pytest
from pypdf import PdfReader

from accounts.lifecycle import TransitionNotAllowed
from complaints import mediating
from complaints.mediating import Minutes
from complaints.models import Mediation
from complaints.refusals import AgreementWithoutTerms, AnswerNotAsked, NotHeldYet
from complaints.timeline import timeline
from documents import docx, pdf
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 5, 9, tzinfo=HCM)
AGREED = Minutes(
    held_on=date(2024, 12, 5),
    place="Trụ sở Hội, thành phố Thanh Hoá",
    mediator_name="Cao Thị Hoà Giải",
    consumer_party="Lê Thị Thử",
    seller_party="Ông Trần Văn Bán, chủ cửa hàng",
    content="Bên bán nhận sai.\n\nBên mua đồng ý nhận lại tiền.",
    is_agreed=True,
    terms="Hoàn lại phần chênh lệch trước ngày 10/12/2024.",
    amount_vnd=200_000,
)
FAILED = replace(AGREED, is_agreed=False, terms="", amount_vnd=None)


@pytest.fixture
def part():
    return ReferralFactory(support=True, accepted=True)


def recorded(part, minutes=AGREED, at=AT):
    return mediating.record(part, minutes, by=UserFactory(unit=part.unit), at=at)


def test_record_is_kept_and_told_in_the_course_without_mail(part):
    mediation = recorded(part)

    assert (mediation.unit, mediation.amount_vnd) == (part.unit, 200_000)
    entry = timeline(part.complaint)[-1]
    assert (entry.text, entry.kind) == (AGREED.terms, "ok")
    assert Notice.objects.count() == 0


def test_failed_mediation_keeps_neither_terms_nor_amount(part):
    mediation = recorded(part, replace(AGREED, is_agreed=False))

    assert (mediation.terms, mediation.amount_vnd) == ("", None)
    assert timeline(part.complaint)[-1].kind == "bad"


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (1, True)])
def test_mediation_is_recorded_once_it_took_place(part, days, is_refused):
    minutes = replace(AGREED, held_on=AT.date() + timedelta(days=days))

    if is_refused:
        with pytest.raises(NotHeldYet):
            recorded(part, minutes)
    else:
        assert recorded(part, minutes).held_on == AT.date()


def test_agreement_says_what_was_agreed(part):
    with pytest.raises(AgreementWithoutTerms):
        recorded(part, replace(AGREED, terms=" "))
    assert Mediation.objects.count() == 0


def test_closed_report_takes_no_record():
    part = ReferralFactory(support=True, complaint=ComplaintFactory(resolved=True))

    with pytest.raises(TransitionNotAllowed):
        recorded(part)


def test_watching_unit_records_nothing():
    with pytest.raises(AnswerNotAsked):
        recorded(ReferralFactory(informed=True))


def test_record_can_neither_be_changed_nor_deleted(part):
    recorded(part)
    rows = Mediation.objects.all()

    for change in (lambda: rows.update(place="Nơi khác"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("minutes", [AGREED, FAILED])
def test_paper_says_the_same_as_pdf_and_as_docx(part, minutes):
    paper = mediating.paper_of(recorded(part, minutes))

    pages = PdfReader(io.BytesIO(pdf.render(paper))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    with zipfile.ZipFile(io.BytesIO(docx.render(paper))) as parts:
        written = parts.read("word/document.xml").decode()
    for words in ("Cao Thị Hoà Giải", "Ông Trần Văn Bán", "Bên bán nhận sai."):
        assert words in printed
        assert words in written
    assert ("Hai trăm nghìn đồng" in printed) is minutes.is_agreed
    assert ("không thành" in printed) is not minutes.is_agreed


FORM = {
    "held_on": "05/12/2024",
    "place": "Trụ sở Hội",
    "mediator_name": "Cao Thị Hoà Giải",
    "consumer_party": "Lê Thị Thử",
    "seller_party": "Ông Trần Văn Bán",
    "content": "Hai bên trình bày.",
    "agreed": "yes",
    "terms": "Hoàn tiền.",
    "amount_vnd": "200.000",
}


def step_of(part):
    return f"/quan-tri/complaints/complaint/{part.complaint_id}/buoc/hoa-giai/"


def show(client, part):
    url = f"/quan-tri/complaints/complaint/{part.complaint_id}/buoc/hien-nguoi-gui/"
    client.post(url, {"purpose": "settle"})


def test_paper_is_printed_once_its_reader_said_what_for(client, part):
    mediation = recorded(part)
    client.force_login(UserFactory(unit=part.unit))

    response = client.get(
        f"/quan-tri/complaints/complaint/hoa-giai/{mediation.pk}.docx"
    )

    assert response["Location"].endswith(f"/{part.complaint_id}/buoc/hien-nguoi-gui/")


def test_association_records_it_and_prints_it(client, part):
    client.force_login(UserFactory(unit=part.unit))

    client.post(step_of(part), FORM)

    mediation = Mediation.objects.get()
    show(client, part)
    page = client.get(f"/quan-tri/complaints/complaint/{part.complaint_id}/change/")
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        url = f"/quan-tri/complaints/complaint/hoa-giai/{mediation.pk}.{kind}"
        assert url in page.content.decode()
        assert client.get(url).content.startswith(start)
    assert client.get(url.replace("docx", "exe")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"terms": ""}, "terms"),
        ({"agreed": "no"}, "terms"),
        ({"agreed": ""}, "agreed"),
        ({"held_on": "mai"}, "held_on"),
        ({"amount_vnd": "hai trăm"}, "amount_vnd"),
    ],
)
def test_what_is_wrong_is_said(client, part, changes, field):
    client.force_login(UserFactory(unit=part.unit))

    page = client.post(step_of(part), {**FORM, **changes})

    assert set(page.context["form"].errors) == {field}
    assert Mediation.objects.count() == 0


@pytest.mark.parametrize(
    ("trait", "status"),
    [
        ("consumer_association", 200),
        ("trade_management", 200),
        ("surveillance", 404),
        ("leader", 404),
        ("administrator", 404),
    ],
)
def test_paper_is_shut_to_who_does_not_handle_the_report(client, part, trait, status):
    mediation = recorded(part)
    client.force_login(UserFactory(**{trait: True}))
    show(client, part)

    response = client.get(
        f"/quan-tri/complaints/complaint/hoa-giai/{mediation.pk}.docx"
    )

    assert response.status_code == status
