"""Texts written once: whose they are, what is put in, and what is not."""

from datetime import datetime

from django.test import Client

import pytest

from accounts.placeholders import unknown_placeholders
from complaints.canned_answers import FACTS, filled, offered
from complaints.enums import AnswerFor
from complaints.forms import steps as forms
from complaints.models import CannedAnswer, Message
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import (
    HCM,
    CannedAnswerFactory,
    CategoryFactory,
    ComplaintFactory,
    ReferralFactory,
)
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db

ADD = "/quan-tri/complaints/cannedanswer/add/"


@pytest.fixture
def part():
    return ReferralFactory(lead=True, accepted=True)


@pytest.fixture
def officer(part):
    return UserFactory(unit=part.unit)


def own(found):
    return list(found.exclude(unit=None))


def test_facts_of_the_report_are_put_in():
    complaint = ComplaintFactory(
        seller_name="HTX Thử",
        promotion=PromotionFactory(published=True, name="Giá tốt"),
        received_at=datetime(2024, 11, 29, 23, 30, tzinfo=HCM),
        due_at=datetime(2024, 12, 21, tzinfo=HCM),
    )

    text = filled(
        "{so_phan_anh}|{ngay_nhan}|{han_tra_loi}|{linh_vuc}|{nguoi_ban}|{khuyen_mai}",
        complaint,
    )

    assert text == (
        f"{complaint.pk:06d}|29/11/2024|20/12/2024|{complaint.category.name}|HTX Thử|"
        f"{complaint.promotion.reference} – Giá tốt"
    )
    assert filled("Về {khuyen_mai}.", ComplaintFactory()) == "Về ."


def test_no_fact_tells_who_reported():
    complaint = ComplaintFactory()

    told = filled(" ".join(f"{{{name}}}" for name in FACTS), complaint)

    secrets = (complaint.full_name, str(complaint.phone), complaint.email)
    assert not [s for s in (*secrets, complaint.code, complaint.story) if s in told]


def test_the_shipped_texts_name_only_known_facts_and_serve_every_step():
    answers = CannedAnswer.objects.filter(unit=None)

    assert [a for a in answers if unknown_placeholders(a.text, FACTS)] == []
    assert {a.step for a in answers} == set(AnswerFor.values)


def test_texts_of_the_unit_the_step_and_the_category_are_offered(part, officer):
    complaint = part.complaint
    general = CannedAnswerFactory(unit=part.unit, title="B")
    special = CannedAnswerFactory(
        unit=part.unit, title="C", category=complaint.category
    )
    CannedAnswerFactory(unit=part.unit, category=CategoryFactory(counterfeit=True))
    CannedAnswerFactory(unit=part.unit, is_active=False)
    CannedAnswerFactory(unit=part.unit, step=AnswerFor.ASK)
    CannedAnswerFactory(unit=UnitFactory(consumer_association=True))

    found = own(offered(AnswerFor.ANSWER, complaint, officer))

    assert found == [special, general]
    assert not offered(None, complaint, officer).exists()


def test_only_what_is_told_somebody_begins_from_a_text():
    told = {
        form.canned
        for form in vars(forms).values()
        if isinstance(form, type) and issubclass(form, forms.StepForm) and form.canned
    }

    assert told == set(AnswerFor)


@pytest.mark.parametrize(
    ("step", "is_offered"), [("tra-loi", True), ("ghi-chu", False)]
)
def test_the_page_of_a_step_offers_the_texts_of_that_step(
    part, officer, step, is_offered
):
    CannedAnswerFactory(unit=part.unit)
    client = Client()
    client.force_login(officer)

    page = client.get(step_url(part, step)).content.decode()

    assert ('name="canned"' in page) == is_offered


def test_a_text_is_put_after_what_was_typed_and_sends_nothing(part, officer):
    answer = CannedAnswerFactory(unit=part.unit)
    client = Client()
    client.force_login(officer)

    page = client.post(
        step_url(part, "tra-loi"),
        {"answer": "Chào Bà.", "canned": answer.pk, "insert": "1"},
    ).content.decode()

    number = f"{part.complaint_id:06d}"
    assert f"Chào Bà.\n\nVề phản ánh số {number}: người bán đã hoàn tiền." in page
    assert "errornote" not in page
    part.refresh_from_db()
    assert (part.state, Message.objects.count()) == ("accepted", 0)


def test_a_text_of_another_unit_is_not_put_in_and_nothing_typed_is_lost(part, officer):
    foreign = CannedAnswerFactory(unit=UnitFactory(consumer_association=True))
    client = Client()
    client.force_login(officer)

    page = client.post(
        step_url(part, "tra-loi"),
        {"answer": "Chào Bà.", "canned": foreign.pk, "insert": "1"},
    ).content.decode()

    assert "Chào Bà." in page
    assert "người bán đã hoàn tiền" not in page


def test_the_head_keeps_the_texts_of_the_unit_and_a_title_stands_once(part):
    head = UserFactory(unit=part.unit, is_head=True)
    client = Client()
    client.force_login(head)
    typed = {"title": "Mới", "step": "answer", "text": "Về {nguoi_ban}", "is_active": 1}

    assert client.post(ADD, typed).status_code == 302
    again = client.post(ADD, typed)
    wrong = client.post(ADD, {**typed, "title": "Khác", "text": "{ho_ten}"})

    kept = CannedAnswer.objects.get(title="Mới")
    assert kept.unit == part.unit
    assert "Đã có" in again.content.decode()
    assert "{ho_ten}" in wrong.content.decode()
    assert CannedAnswer.objects.exclude(unit=None).count() == 1


@pytest.mark.parametrize(
    ("is_head", "of", "may"),
    [
        (True, "own", True),
        (True, "all", True),
        (True, "other", False),
        (False, "own", False),
        (False, "all", False),
    ],
)
def test_who_may_change_a_text(part, is_head, of, may):
    other = UnitFactory(consumer_association=True)
    answer = CannedAnswerFactory(
        unit={"own": part.unit, "all": None, "other": other}[of]
    )
    client = Client()
    client.force_login(UserFactory(unit=part.unit, is_head=is_head))

    typed = {"title": "Đổi", "step": "answer", "text": "x", "is_active": "1"}
    client.post(f"/quan-tri/complaints/cannedanswer/{answer.pk}/change/", typed)

    assert (CannedAnswer.objects.get(pk=answer.pk).title == "Đổi") == may


def test_texts_for_all_are_not_changed_by_the_head_of_another_unit():
    answer = CannedAnswerFactory(unit=None)
    client = Client()
    client.force_login(UserFactory(consumer_association=True, is_head=True))

    page = client.post(
        f"/quan-tri/complaints/cannedanswer/{answer.pk}/change/", {"title": "Đổi"}
    )

    assert page.status_code == 403


def step_url(part, code):
    return f"/quan-tri/complaints/complaint/{part.complaint_id}/buoc/{code}/"
