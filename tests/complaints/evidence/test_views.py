"""Files with the form, as people send them without JavaScript."""

from functools import partial

import pytest

from complaints.models import Category, Complaint, Evidence, Upload
from complaints.tracking import receipt_token
from notifications.models import Notice
from tests.complaints.answers import OTHER_KEY, posted
from tests.complaints.evidence import samples
from tests.complaints.factories import ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db
URL = "/phan-anh/moi/"


@pytest.fixture
def answers(plan):
    category = Category.objects.get(code="false-discount")
    return partial(posted, plan.district, category)


def handles(response):
    return [upload.token for upload in response.context["form"].attached.uploads]


def test_a_report_is_sent_with_its_files(client, answers):
    response = client.post(
        URL,
        answers(
            evidence=[
                samples.sent(),
                samples.sent("a.pdf", samples.PDF, "application/pdf"),
            ]
        ),
    )

    complaint = Complaint.objects.get()
    assert response["Location"] == f"/phan-anh/da-nhan/{receipt_token(complaint.code)}/"
    assert [e.filename for e in complaint.evidence.all()] == ["anh.jpg", "a.pdf"]


def test_files_of_a_form_with_a_mistake_need_not_be_chosen_again(client, answers):
    wrong = client.post(URL, answers(story="", evidence=[samples.sent()]))
    assert Evidence.objects.count() == 0
    assert "anh.jpg" in wrong.content.decode()

    client.post(URL, answers(uploads=handles(wrong)))

    assert Complaint.objects.get().evidence.get().filename == "anh.jpg"


def test_a_file_ticked_away_is_not_sent(client, answers):
    wrong = client.post(
        URL,
        answers(
            story="",
            evidence=[
                samples.sent(),
                samples.sent("b.jpg", samples.picture(size=(9, 9))),
            ],
        ),
    )
    first, second = handles(wrong)

    client.post(URL, answers(uploads=[first, second], drop=[first]))

    assert Complaint.objects.get().evidence.get().filename == "b.jpg"


def test_a_wrong_file_is_named_and_the_right_ones_are_kept(client, answers):
    page = client.post(
        URL, answers(evidence=[samples.sent(), samples.sent("b.jpg", samples.PDF)])
    )

    assert Complaint.objects.count() == 0
    assert list(page.context["form"].errors) == ["evidence"]
    assert "b.jpg" in page.context["form"].errors["evidence"][0]
    assert len(handles(page)) == 1


def test_the_same_form_sent_twice_with_its_files_is_one_report(client, answers):
    for _ in range(2):
        response = client.post(URL, answers(evidence=[samples.sent()]))

    assert response["Location"].startswith("/phan-anh/da-nhan/")
    assert (Complaint.objects.count(), Evidence.objects.count()) == (1, 1)


def test_other_files_under_the_same_key_show_the_conflict_and_keep_them(
    client, answers
):
    client.post(URL, answers(evidence=[samples.sent()]))
    page = client.post(
        URL, answers(evidence=[samples.sent("b.jpg", samples.picture(size=(9, 9)))])
    )

    assert page.status_code == 409
    assert len(handles(page)) == 1
    assert Evidence.objects.count() == 1


def test_a_handle_that_is_gone_asks_to_choose_again(client, answers):
    page = client.post(URL, answers(uploads=["x" * 32]))

    assert page.context["form"].errors.keys() == {"evidence"}
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize(("limit", "is_filed"), [(2, True), (1, False)])
def test_one_address_may_not_pour_in_files(client, answers, settings, limit, is_filed):
    settings.EVIDENCE_UPLOAD_TRIES = limit
    client.post(
        URL,
        answers(
            evidence=[
                samples.sent(),
                samples.sent("b.jpg", samples.picture(size=(9, 9))),
            ]
        ),
    )

    assert Complaint.objects.exists() == is_filed


def test_too_many_files_are_refused_before_they_are_stored(client, answers, settings):
    settings.EVIDENCE_MAX_FILES = 1
    client.post(
        URL,
        answers(
            evidence=[
                samples.sent(),
                samples.sent("b.jpg", samples.picture(size=(9, 9))),
            ]
        ),
    )

    assert (Complaint.objects.count(), Upload.objects.count()) == (0, 1)


# Afterwards


@pytest.fixture
def found(client):
    """A report that this browser has proved to be its sender's."""
    complaint = ComplaintFactory()
    client.post("/phan-anh/tra-cuu/", {"code": complaint.code, "factor": "5678"})
    return complaint


def add(client, complaint, *files, key=OTHER_KEY):
    return client.post(
        f"/phan-anh/{complaint.code}/bang-chung/", {"key": str(key), "evidence": files}
    )


def test_more_files_are_stored_and_the_units_are_told_once(client, found):
    part = ReferralFactory(complaint=found, support=True)
    for _ in range(2):
        response = add(client, found, samples.sent())

    assert response["Location"] == f"/phan-anh/{found.code}/"
    assert found.evidence.get().filename == "anh.jpg"
    assert found.events.get().facts == {"files": 1}
    notice = Notice.objects.get()
    assert notice.recipient == part.unit.email
    assert "anh.jpg" not in notice.body
    assert "anh.jpg" in client.get(f"/phan-anh/{found.code}/").content.decode()


def test_units_that_only_watch_are_not_told(client, found):
    ReferralFactory(complaint=found, informed=True)

    add(client, found, samples.sent())

    assert Notice.objects.count() == 0


def test_nobody_adds_to_a_report_without_proving_it_theirs(client):
    complaint = ComplaintFactory()

    response = add(client, complaint, samples.sent())

    assert response["Location"].startswith("/phan-anh/tra-cuu/")
    assert (Evidence.objects.count(), Upload.objects.count()) == (0, 0)


def test_nothing_chosen_is_said_beside_the_field(client, found):
    page = add(client, found)

    assert page.context["form"].errors.keys() == {"evidence"}


def test_a_closed_report_takes_no_more_files(client):
    closed = ComplaintFactory(resolved=True)
    client.post("/phan-anh/tra-cuu/", {"code": closed.code, "factor": "5678"})

    add(client, closed, samples.sent())

    assert Evidence.objects.count() == 0


def test_a_page_without_its_key_is_given_a_new_one(client, found):
    response = client.post(
        f"/phan-anh/{found.code}/bang-chung/", {"evidence": [samples.sent()]}
    )

    assert response.status_code == 302
    assert found.evidence.count() == 1
