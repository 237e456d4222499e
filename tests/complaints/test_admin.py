"""The desk of the units: lists, the page of a complaint, export and intake."""

import csv
import io
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from complaints.admin.paging import CappedPaginator
from complaints.enums import ComplaintSource, ComplaintState, ReferralState
from complaints.models import Category, Complaint
from tests.accounts.factories import UserFactory
from tests.complaints.answers import posted
from tests.complaints.factories import ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

REFERRALS = "/quan-tri/complaints/referral/"
COMPLAINTS = "/quan-tri/complaints/complaint/"


def page_of(complaint):
    return f"{COMPLAINTS}{complaint.pk}/change/"


def step_of(complaint, code):
    return reverse("admin:complaints_complaint_step", args=[complaint.pk, code])


def listed(response):
    return sorted(r.pk for r in response.context["cl"].result_list)


@pytest.fixture
def officer(client):
    user = UserFactory(consumer_association=True)
    client.force_login(user)
    return user


@pytest.fixture
def leading(client):
    user = UserFactory(trade_management=True)
    client.force_login(user)
    return user


def in_days(days):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def desk(officer):
    """Parts of one unit in every situation, and one of another unit."""

    def part(**kwargs):
        return ReferralFactory(support=True, **{"due_at": in_days(30), **kwargs})

    return {
        "later": part(),
        "soon": part(due_at=in_days(0.01)),
        "late": part(due_at=in_days(-3)),
        "taken": part(accepted=True, assignee=officer),
        "done": part(answered=True),
        "returned": part(state=ReferralState.RETURNED),
        "watched": ReferralFactory(
            complaint=ComplaintFactory(),
            unit=officer.unit,
            role="informed",
            due_at=None,
        ),
        "other": ReferralFactory(complaint=ComplaintFactory(), lead=True),
    }


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"later", "soon", "late", "taken"}),
        ({"hang": "sap-den-han"}, {"soon"}),
        ({"hang": "qua-han"}, {"late"}),
        ({"hang": "theo-doi"}, {"watched"}),
        ({"don-vi": "cua-toi"}, {"taken"}),
        ({"don-vi": "chua-giao"}, {"later", "soon", "late"}),
        ({"hang": "da-xong"}, {"done", "returned"}),
        (
            {"hang": "tat-ca"},
            {"later", "soon", "late", "taken", "done", "returned", "watched"},
        ),
    ],
)
def test_queue_shows_what_its_name_says(client, desk, query, shown):
    response = client.get(REFERRALS, query)

    assert listed(response) == sorted(desk[name].pk for name in shown)


def test_queues_stand_above_the_list_with_their_counts(client, desk):
    queues = client.get(REFERRALS, {"don-vi": "cua-toi"}).context["cl"].queues

    assert {link.queue.value: link.count for link in queues} == {
        "mine": 1,
        "unit": 4,
        "unassigned": 3,
        "due_soon": 1,
        "overdue": 1,
    }
    assert [link.queue.value for link in queues if link.is_chosen] == ["mine"]
    for link in queues:
        assert len(listed(client.get(REFERRALS + link.address))) == link.count


def test_nearest_term_comes_first(client, desk):
    response = client.get(REFERRALS)

    order = [r.pk for r in response.context["cl"].result_list]
    assert order[:2] == [desk["late"].pk, desk["soon"].pk]


def test_leading_division_sees_its_own_part_first_and_all_on_request(
    client, desk, leading
):
    assert listed(client.get(REFERRALS)) == [desk["other"].pk]
    everything = {name for name in desk if name not in {"done", "returned", "watched"}}
    assert listed(client.get(REFERRALS, {"don-vi": "tat-ca"})) == sorted(
        desk[name].pk for name in everything
    )


def test_other_units_cannot_ask_for_all_units(client, desk):
    response = client.get(
        REFERRALS, {"don-vi": "tat-ca", "hang": "tat-ca"}, follow=True
    )

    assert desk["other"].pk not in listed(response)


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_costs_the_same_for_one_and_three_rows(
    client, officer, rows, django_assert_num_queries
):
    for _ in range(rows):
        ReferralFactory(support=True)
    client.get(REFERRALS)

    # Session, person, unit, the count, two of Django's own rights, the rows, queues, filters.
    with django_assert_num_queries(9):
        client.get(REFERRALS)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(
    client, leading, rows, django_assert_num_queries
):
    for _ in range(rows):
        ReferralFactory(lead=True)
    client.get(COMPLAINTS)

    # As above without queues, with the choices of two filters.
    with django_assert_num_queries(10):
        client.get(COMPLAINTS)


def test_nobody_counts_a_million_rows(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("complaints.admin.paging.COUNTED_UP_TO", 2)
    for _ in range(3):
        ComplaintFactory()

    with django_assert_num_queries(1) as queries:
        count = CappedPaginator(Complaint.objects.order_by("-pk"), 50).count

    assert count == 2
    assert "LIMIT 2" in queries[0]["sql"]


def test_desk_leads_to_the_complaint(client, officer):
    part = ReferralFactory(support=True)

    response = client.get(f"{REFERRALS}{part.pk}/change/")

    assert response["Location"] == page_of(part.complaint)


def test_watching_unit_reads_what_happened_but_not_who_reports(client):
    user = UserFactory(district_officer=True)
    client.force_login(user)
    complaint = ComplaintFactory(
        order_ref="DH-42", story="Bị lừa, gọi tôi 0987 654 321 hoặc toi@thu.example."
    )
    ReferralFactory(complaint=complaint, informed=True, unit=user.unit)

    text = client.get(page_of(complaint)).content.decode()

    private = ["Lê Thị Thử", "345 678", "12345678", "nguoi-mua", "DH-42"]
    private += ["654 321", "toi@thu", complaint.demand]
    assert [word for word in private if word in text] == []
    assert "Bị lừa, gọi tôi" in text
    assert complaint.seller_name in text


def test_nothing_on_the_page_can_be_typed_over(client, leading):
    complaint = ReferralFactory(lead=True).complaint

    client.post(page_of(complaint), {"story": "Đã sửa", "state": "resolved"})

    complaint.refresh_from_db()
    assert complaint.story != "Đã sửa"
    assert complaint.state == ComplaintState.RECEIVED


def exported(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_export_holds_the_chosen_reports_and_nobodys_name(client, leading):
    chosen = ReferralFactory(
        lead=True, complaint__seller_name="=HYPERLINK(1)", complaint__order_ref="DH-42"
    ).complaint
    ReferralFactory(lead=True)

    response = client.post(
        COMPLAINTS, {"action": "export_selected", "_selected_action": [chosen.pk]}
    )

    header, row = exported(response)
    text = ",".join(row)
    assert len(header) == len(row) == 9
    assert row[0] == str(chosen.pk)
    assert row[5] == "'=HYPERLINK(1)"
    private = [chosen.code, "Lê Thị", "345678", "nguoi-mua", "DH-42", "500.000"]
    assert [word for word in private if word in text] == []
    assert response["Cache-Control"].startswith("no-store, private")


@pytest.mark.parametrize("who", ["trade_management", "consumer_association"])
def test_report_is_written_down_at_the_counter(client, plan, who):
    user = UserFactory(**{who: True})
    client.force_login(user)
    form = posted(plan.district, Category.objects.get(code="counterfeit"))

    response = client.post(f"{COMPLAINTS}add/", form | {"source": "phone"}, follow=True)

    complaint = Complaint.objects.get()
    assert complaint.source == ComplaintSource.PHONE
    assert complaint.events.get().by == user
    assert complaint.referrals.count() == 4
    assert complaint.code in str(next(iter(response.context["messages"])))


def test_counter_intake_is_carried_out_once(client, plan, leading):
    form = posted(plan.district, Category.objects.get(code="other"))
    form["source"] = "counter"

    for _ in range(2):
        client.post(f"{COMPLAINTS}add/", form)
    conflict = client.post(f"{COMPLAINTS}add/", form | {"story": "Chuyện khác."})

    complaint = Complaint.objects.get()
    assert conflict.status_code == 409
    assert complaint.code in conflict.content.decode()
    assert "Chuyện khác." in conflict.content.decode()


def test_counter_form_keeps_what_was_typed(client, plan, leading):
    form = posted(plan.district, Category.objects.get(code="other"), story="")

    page = client.post(f"{COMPLAINTS}add/", form)

    assert sorted(page.context["form"].errors) == ["source", "story"]
    assert page.context["form"]["full_name"].value() == "Lê Thị Thử"


def test_trade_management_keeps_the_rules(client, plan, leading):
    page = client.get("/quan-tri/complaints/routingset/")

    assert page.context["cl"].result_count == 1


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        ("consumer_association", {"support"}),
        ("trade_management", {"lead"}),
        ("surveillance", set()),
    ],
)
def test_looking_at_a_report_opens_the_part_of_ones_own_unit(client, who, opened):
    complaint = ComplaintFactory()
    for trait in ("lead", "support"):
        ReferralFactory(complaint=complaint, **{trait: True})
    client.force_login(UserFactory(**{who: True}))

    for _ in range(2):
        client.get(f"/quan-tri/complaints/complaint/{complaint.pk}/change/")

    parts = complaint.referrals.filter(first_opened_at__isnull=False)
    assert {part.role for part in parts} == opened


def test_lists_of_reports_open_none(client):
    part = ReferralFactory(lead=True)
    client.force_login(UserFactory(unit=part.unit))

    client.get("/quan-tri/complaints/complaint/")
    client.get("/quan-tri/complaints/referral/")
    client.head(f"/quan-tri/complaints/complaint/{part.complaint_id}/change/")

    part.refresh_from_db()
    assert part.first_opened_at is None
