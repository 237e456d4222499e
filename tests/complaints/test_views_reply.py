import pytest

from complaints import talking
from complaints.models import Message
from tests.complaints.answers import KEY, OTHER_KEY
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

CODE = "PA-7K3M-9QXD-2TRV"
THREAD = f"/phan-anh/{CODE}/"
REPLY = f"/phan-anh/{CODE}/tra-loi/"


@pytest.fixture
def part():
    return ReferralFactory(complaint__code=CODE, support=True, accepted=True)


@pytest.fixture
def opened(client, part):
    client.post("/phan-anh/tra-cuu/", {"code": CODE, "factor": "5678"})
    return client


def test_question_stands_above_and_its_answer_below(opened, part):
    talking.ask(part, text="Chị còn hoá đơn không?", by=None, at=RECEIVED_AT)

    page = opened.get(THREAD)
    sent = opened.post(REPLY, {"key": str(KEY), "text": "Tôi còn."}, follow=True)

    assert page.context["question"].text == "Chị còn hoá đơn không?"
    assert sent.redirect_chain == [(THREAD, 302)]
    assert sent.context["question"] is None
    assert "Tôi còn." in [entry.text for entry in sent.context["entries"]]
    part.refresh_from_db()
    assert not part.is_paused


def test_back_and_again_sends_once(opened):
    for _ in range(2):
        opened.post(REPLY, {"key": str(KEY), "text": "Tôi còn."})

    assert Message.objects.count() == 1


def test_other_words_under_the_same_key_are_kept_and_not_sent(opened):
    opened.post(REPLY, {"key": str(KEY), "text": "Tôi còn."})

    page = opened.post(REPLY, {"key": str(KEY), "text": "Tôi còn, số 12."})

    form = page.context["form"]
    assert page.status_code == 409
    assert form["text"].value() == "Tôi còn, số 12."
    assert form["key"].value() != str(KEY)
    assert len(form.non_field_errors()) == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001])
def test_what_cannot_be_sent_is_said_and_kept(opened, text):
    page = opened.post(REPLY, {"key": str(KEY), "text": text})

    assert page.status_code == 200
    assert page.context["form"].errors["text"]
    assert page.context["form"]["text"].value() == text
    assert Message.objects.count() == 0


def test_form_that_lost_its_key_is_still_taken(opened):
    opened.post(REPLY, {"text": "Tôi còn."})

    assert Message.objects.get().text == "Tôi còn."


def test_without_the_second_factor_nothing_is_written(client, part):
    response = client.post(REPLY, {"key": str(KEY), "text": "Tôi còn."})

    assert response["Location"] == f"/phan-anh/tra-cuu/?ma={CODE}"
    assert Message.objects.count() == 0


def test_access_to_one_report_does_not_write_in_another(opened):
    other = ComplaintFactory()

    opened.post(f"/phan-anh/{other.code}/tra-loi/", {"key": str(KEY), "text": "x"})

    assert Message.objects.count() == 0


def test_closed_report_shows_no_form_and_takes_nothing(client):
    ComplaintFactory(code=CODE, resolved=True)
    client.post("/phan-anh/tra-cuu/", {"code": CODE, "factor": "5678"})

    page = client.get(THREAD).content.decode()
    client.post(REPLY, {"key": str(OTHER_KEY), "text": "Còn nữa."})

    assert REPLY not in page
    assert Message.objects.count() == 0


def test_reading_changes_nothing(opened):
    assert opened.get(REPLY).status_code == 405
