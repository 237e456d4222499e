"""The questions of the category, on the page of the public and at the counter."""

import re

import pytest

from campaigns.clock import now
from complaints import showing
from complaints.enums import ShowPurpose
from complaints.guides import GUIDES
from complaints.models import Category, Complaint
from complaints.tracking import receipt_token
from tests.accounts.factories import UserFactory
from tests.complaints.answers import posted
from tests.complaints.factories import CategoryFactory

URL = "/phan-anh/moi/"
COUNTER = "/quan-tri/complaints/complaint/add/"
MOST_BYTES = 95_000
SOLD = {"offer-kind": "code", "offer-refusal": "Cô Hoa, 0912 345 678, bảo hết mã"}


@pytest.fixture
def answers(plan):
    """Return the posted form about a category, with answers by question code."""

    def about(code, /, answered=None, **changes):
        category = Category.objects.get(code=code)
        asked = {f"q-{name}": value for name, value in (answered or {}).items()}
        return {**posted(plan.district, category, **changes), **asked}

    return about


def test_page_asks_for_every_category_and_opens_none(client, plan):
    page = client.get(URL).content.decode()

    assert page.count('<details class="by-category') == len(GUIDES)
    assert "open>" not in page
    for guide in GUIDES.values():
        assert str(guide.evidence) in page
        for question in guide.questions:
            assert f'name="q-{question.code}"' in page


def test_page_stays_light(client, plan):
    assert len(client.get(URL).content) <= MOST_BYTES


def test_answers_of_the_chosen_category_are_stored(client, answers):
    told = {
        "price-before": "1.250.000 ₫",
        "price-known-by": "unknown",
        "price-shown": "",
    }
    client.post(URL, answers("false-discount", told))

    assert Complaint.objects.get().answers == {
        "price-before": 1_250_000,
        "price-known-by": "unknown",
    }


def test_a_day_is_stored_as_one(client, answers):
    client.post(URL, answers("prize-not-given", {"prize-told-on": "27/11/2024"}))

    assert Complaint.objects.get().answers == {"prize-told-on": "2024-11-27"}


def test_what_nobody_asked_and_what_another_category_asks_is_passed_over(
    client, answers
):
    response = client.post(
        URL,
        answers("false-discount", {"nothing": "x", "prize-told-on": "not a day"}),
    )

    assert response.status_code == 302
    assert Complaint.objects.get().answers == {}


@pytest.mark.parametrize(
    ("category", "question", "wrong"),
    [
        ("false-discount", "price-before", "nhiều lắm"),
        ("false-discount", "price-known-by", "blue"),
        ("prize-not-given", "prize-told-on", "31/02/2024"),
        ("prize-not-given", "prize-told-on", "31/12/2099"),
        ("prize-not-given", "prize-fee", "perhaps"),
        ("offer-not-applied", "offer-refusal", "x" * 201),
        ("not-delivered", "delivery-fault", ""),
    ],
)
def test_a_wrong_answer_is_named_and_all_that_was_typed_is_kept(
    client, answers, category, question, wrong
):
    elsewhere = "not a day" if category != "prize-not-given" else ""
    told = {"terms-wrong": "time", "draw-on": elsewhere, question: wrong}
    page = client.post(URL, answers(category, told))

    form = page.context["form"]
    assert list(form.errors) == [f"q-{question}"]
    shown = {field.name: field.value() for b in form.blocks for field, _ in b.fields}
    assert {name: shown[f"q-{name}"] for name in told} == told
    text = page.content.decode()
    assert f'href="#id_q-{question}' in text
    assert text.count('<details class="by-category stack"') == len(GUIDES)
    assert len(re.findall(r'data-category="\d+" open>', text)) == 1
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize("day", ["31/12/2099", "1/12/2024"])
def test_a_day_to_come_may_be_named_where_it_is_no_past(client, answers, day):
    response = client.post(URL, answers("unregistered-draw", {"draw-on": day}))

    assert response.status_code == 302


def test_other_answers_under_one_key_are_a_conflict_that_keeps_them(client, answers):
    client.post(URL, answers("false-discount", {"price-before": "5000"}))

    page = client.post(URL, answers("false-discount", {"price-before": "6000"}))

    assert page.status_code == 409
    assert page.context["form"]["q-price-before"].value() == "6000"


def test_a_category_of_an_officer_asks_nothing_and_is_received(client, plan, answers):
    CategoryFactory(code="of-an-officer", name="Nhóm mới")

    client.post(URL, answers("of-an-officer", {"price-before": "5000"}))

    assert Complaint.objects.get().answers == {}


def receipt_of(client):
    token = receipt_token(Complaint.objects.get().code)
    return client.get(f"/phan-anh/da-nhan/{token}/").content.decode()


def test_receipt_tells_what_was_chosen_and_nothing_typed(client, answers):
    client.post(URL, answers("offer-not-applied", SOLD))

    page = receipt_of(client)

    assert "Mã giảm giá, mã mua sắm" in page
    assert "Cô Hoa" not in page


@pytest.mark.parametrize(("answer", "told"), [("yes", True), ("no", False)])
def test_receipt_sends_on_to_who_else_must_know(client, answers, answer, told):
    form = answers("not-delivered", {"delivery-vanished": answer})
    client.post(URL, {**form, "q-delivery-fault": "nothing"})

    page = receipt_of(client)

    assert ('href="tel:113"' in page) is told
    assert Complaint.objects.get().code in page


def test_thread_tells_all_answers_beside_the_story(client, answers):
    client.post(URL, answers("offer-not-applied", SOLD))
    code = Complaint.objects.get().code

    page = client.post(
        "/phan-anh/tra-cuu/", {"code": code, "factor": "5678"}, follow=True
    ).content.decode()

    assert "Cô Hoa, 0912 345 678, bảo hết mã" in page
    assert "Ưu đãi nào bị từ chối?" in page


@pytest.mark.parametrize(
    ("unit", "has_asked", "reads"),
    [
        ("lead", True, "Cô Hoa, 0912 345 678"),
        ("lead", False, "Cô Hoa, [đã che]"),
        ("informed", False, "Cô Hoa, [đã che]"),
    ],
)
def test_officers_read_answers_as_they_read_the_story(
    client, plan, answers, unit, has_asked, reads
):
    client.post(URL, answers("offer-not-applied", SOLD))
    officer = UserFactory(unit=getattr(plan, unit))
    client.force_login(officer)
    complaint = Complaint.objects.get()
    if has_asked:
        showing.show(complaint, purpose=ShowPurpose.CALL, note="", by=officer, at=now())

    url = f"/quan-tri/complaints/complaint/{complaint.pk}/change/"
    page = client.get(url).content.decode()

    assert "Mã giảm giá, mã mua sắm" in page
    assert reads in page


def test_officer_at_the_counter_is_asked_the_same(client, plan, answers):
    client.force_login(UserFactory(unit=plan.lead))
    page = client.get(COUNTER).content.decode()
    told = {"silent-vanished": "yes"}

    client.post(COUNTER, answers("seller-silent", told, source="phone"))

    assert page.count('<details class="by-category') == len(GUIDES)
    assert Complaint.objects.get().answers == told
    url = f"/quan-tri/complaints/complaint/{Complaint.objects.get().pk}/change/"
    assert "113" in client.get(url).content.decode()
