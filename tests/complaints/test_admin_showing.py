"""Covered contacts on the desk: the page, the button, the file, and who watches."""

import csv
import io

from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from complaints import showing, talking
from complaints.evidence.claiming import claim
from complaints.models import Showing
from complaints.refusals import TooManyToShow
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY
from tests.complaints.evidence import samples
from tests.complaints.factories import (
    RECEIVED_AT,
    ComplaintFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.django_db

COMPLAINTS = "/quan-tri/complaints/complaint/"
SHOWINGS = "/quan-tri/complaints/showing/"
PRIVATE = ("Lê Thị Thử", "345 678", "nguoi-mua@thu.example", "654 321", "2411280099")
PRIVATE += ("Phố Riêng", "222 333", "444 555")


@pytest.fixture
def part():
    return ReferralFactory(
        support=True,
        complaint__story="Tôi là lê thị  thử, gọi 0987 654 321.",
        complaint__demand="Giao lại cho nhà tôi ở số 9 Phố Riêng.",
        complaint__order_ref="2411280099",
        complaint__has_contacted_seller=True,
        complaint__seller_answer="Gọi lại số 0912 222 333.",
    )


@pytest.fixture
def officer(client, part):
    user = UserFactory(unit=part.unit)
    client.force_login(user)
    return user


def page_of(part):
    return f"{COMPLAINTS}{part.complaint_id}/change/"


def step_of(part):
    return reverse(
        "admin:complaints_complaint_step", args=[part.complaint_id, "hien-nguoi-gui"]
    )


def seen(client, part):
    page = client.get(page_of(part)).content.decode()
    return [word for word in PRIVATE if word.lower() in page.lower()]


def test_who_sent_it_is_covered_until_the_officer_says_what_for(client, part, officer):
    talking.reply(part.complaint, text="Số mới 0912 444 555.", key=KEY, at=RECEIVED_AT)
    assert seen(client, part) == []

    done = client.post(step_of(part), {"purpose": "call"})

    assert done["Location"] == page_of(part)
    assert seen(client, part) == list(PRIVATE)
    assert Showing.objects.get().by == officer


def test_course_tells_the_officers_who_was_shown_it(client, part, officer):
    client.post(step_of(part), {"purpose": "call"})
    client.force_login(UserFactory(unit=part.unit))

    page = client.get(page_of(part))

    assert str(officer) in page.context["entries"][-1].title
    assert page.context["is_shown"] is False


def test_course_of_the_person_does_not(client, part, officer):
    client.post(step_of(part), {"purpose": "call"})
    client.logout()
    client.post("/phan-anh/tra-cuu/", {"code": part.complaint.code, "factor": "5678"})

    page = client.get(f"/phan-anh/{part.complaint.code}/")

    assert [entry.title for entry in page.context["entries"]] == []


@pytest.mark.parametrize("data", [{}, {"purpose": "other"}, {"purpose": "curious"}])
def test_without_a_reason_nothing_is_shown(client, part, officer, data):
    page = client.post(step_of(part), data)

    assert page.context["form"].errors
    assert not Showing.objects.exists()


def test_answering_needs_no_showing(client, part, officer):
    url = reverse(
        "admin:complaints_complaint_step", args=[part.complaint_id, "tra-loi"]
    )

    client.post(url, {"answer": "Đã gặp người bán.", "confirmed": "1"})

    part.refresh_from_db()
    assert part.answer == "Đã gặp người bán."
    assert not Showing.objects.exists()


def test_record_of_a_mediation_begins_with_the_name_once_it_is_shown(
    client, part, officer
):
    url = reverse(
        "admin:complaints_complaint_step", args=[part.complaint_id, "hoa-giai"]
    )

    before = client.get(url).context["form"]["consumer_party"].value()
    client.post(step_of(part), {"purpose": "settle"})
    after = client.get(url).context["form"]["consumer_party"].value()

    assert (before, after) == (None, "Lê Thị Thử")


def export(client, part, **data):
    return client.post(
        COMPLAINTS,
        {
            "action": "export_contacts",
            "_selected_action": [part.complaint_id],
            "select_across": "0",
            **data,
        },
    )


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_file_with_senders_asks_what_for_and_is_noted(client, part, officer):
    asked = export(client, part)
    assert "Lê Thị Thử" not in asked.content.decode()
    assert not Showing.objects.exists()

    _header, row = rows_of(export(client, part, asked="1", purpose="hand_over"))

    assert row[9:12] == ["Lê Thị Thử", "0912 345 678", "nguoi-mua@thu.example"]
    kept = Showing.objects.get()
    assert (kept.by, kept.is_export, kept.complaint) == (officer, True, part.complaint)


def test_file_covers_whom_the_unit_may_not_know(client, part, officer):
    watched = ReferralFactory(
        complaint=ComplaintFactory(), unit=part.unit, role="informed", due_at=None
    )

    both = [part.complaint_id, watched.complaint_id]
    _header, *rows = rows_of(
        export(client, part, asked="1", purpose="call", _selected_action=both)
    )

    names = {int(row[0]): row[9] for row in rows}
    assert names[part.complaint_id] == "Lê Thị Thử"
    assert "Lê" not in names[watched.complaint_id]
    assert Showing.objects.get().complaint == part.complaint


@pytest.mark.parametrize(("is_head", "named"), [(True, True), (False, False)])
def test_file_names_a_restricted_sender_to_the_head_alone(client, is_head, named):
    restricted = ReferralFactory(lead=True, complaint__restricted_at=RECEIVED_AT)
    other = ReferralFactory(complaint=ComplaintFactory(), unit=restricted.unit)
    client.force_login(UserFactory(unit=restricted.unit, is_head=is_head))

    both = [restricted.complaint_id, other.complaint_id]
    _header, *rows = rows_of(
        export(client, other, asked="1", purpose="call", _selected_action=both)
    )

    names = {int(row[0]): row[9] for row in rows}
    assert (names[restricted.complaint_id] == "Lê Thị Thử") is named
    assert names[other.complaint_id] == "Lê Thị Thử"


@pytest.mark.parametrize(("most", "status"), [(2, 200), (1, 302)])
def test_too_many_senders_are_refused_before_a_reason_is_asked_for(
    client, part, officer, monkeypatch, most, status
):
    monkeypatch.setattr(showing, "MOST_IN_A_FILE", most)
    ReferralFactory(complaint=ComplaintFactory(), unit=part.unit)

    asked = export(client, part, select_across="1")

    assert asked.status_code == status
    told = [str(message) for message in get_messages(asked.wsgi_request)]
    assert told == ([] if status == 200 else [TooManyToShow(most).message])
    assert not Showing.objects.exists()


def test_no_more_numbers_are_read_than_a_file_may_hold(
    client, part, officer, monkeypatch
):
    monkeypatch.setattr(showing, "MOST_IN_A_FILE", 1)
    with CaptureQueriesContext(connection) as queries:
        export(client, part, select_across="1")

    [read] = [one["sql"] for one in queries if '"restricted_at" IS NULL' in one["sql"]]
    assert read.endswith("LIMIT 2")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ({"trade_management": True, "is_head": True}, 200),
        ({"trade_management": True}, 403),
        ({"inspectorate": True}, 200),
        ({"consumer_association": True, "is_head": True}, 403),
        ({"administrator": True}, 403),
        ({"merchant": True}, 302),
    ],
)
def test_showings_are_read_by_who_watches_over_them(client, part, who, status):
    officer = UserFactory(unit=part.unit)
    kept = showing.show(part.complaint, purpose="call", by=officer, at=RECEIVED_AT)
    client.force_login(UserFactory(**who))

    page = client.get(SHOWINGS)
    one = client.get(f"{SHOWINGS}{kept.pk}/change/")

    assert page.status_code == status
    assert (one.status_code == 200) is (status == 200)
    if status == 200:
        assert "Lê Thị Thử" not in page.content.decode() + one.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_showings_costs_the_same_for_one_and_three_rows(
    client, rows, django_assert_num_queries
):
    for _ in range(rows):
        part = ReferralFactory(support=True)
        officer = UserFactory(unit=part.unit)
        showing.show(part.complaint, purpose="call", by=officer, at=RECEIVED_AT)
    client.force_login(UserFactory(inspectorate=True))
    client.get(SHOWINGS)

    # Session, person, unit, the count, two of Django's own rights, the rows, and the
    # units of the filter.
    with django_assert_num_queries(8):
        client.get(SHOWINGS, {"purpose__exact": "call"})


def test_name_of_a_file_is_covered_like_what_was_written(client, part, officer):
    upload = samples.uploaded(name="lê thị thử 0987654321.jpg")
    [evidence] = claim(part.complaint, [upload], by=None, at=RECEIVED_AT)
    file = f"/quan-tri/complaints/evidence/{evidence.pk}/change/"

    def told():
        pages = (client.get(page_of(part)), client.get(file))
        return ["0987654321" in page.content.decode() for page in pages]

    assert told() == [False, False]
    client.post(step_of(part), {"purpose": "call"})
    assert told() == [True, True]
