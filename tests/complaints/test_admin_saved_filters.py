"""Saved filters over the lists of reports, on their pages."""

from django.contrib.messages import get_messages

import pytest

from accounts.models import SavedFilter
from accounts.saved_filters import save
from tests.accounts.factories import UserFactory
from tests.complaints.factories import ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

DESK = "/quan-tri/complaints/referral/"
REPORTS = "/quan-tri/complaints/complaint/"
LATE = "hang=qua-han"


@pytest.fixture
def officer(client):
    user = UserFactory(consumer_association=True)
    client.force_login(user)
    return user


def kept(client, page, name, query):
    answers = {"name": name, "query": query}
    return client.post(f"{page}bo-loc/", answers)


@pytest.mark.parametrize(
    ("page", "query", "stored"),
    [
        (DESK, f"{LATE}&p=2&phone=1", LATE),
        (DESK, "don-vi=chua-giao&q=shop", "don-vi=chua-giao&q=shop"),
        (REPORTS, "state__exact=received&hang=x", "state__exact=received"),
        ("/quan-tri/promotions/promotion/", "viec=qua-han&o=1", "viec=qua-han"),
    ],
)
def test_what_the_list_shows_is_saved_and_opened(client, officer, page, query, stored):
    if "promotions" in page:
        client.force_login(UserFactory(trade_management=True))

    response = kept(client, page, "Việc sáng nay", query)

    assert SavedFilter.objects.get().query == stored
    assert response["Location"] == f"{page}?{stored}"
    shown = client.get(response["Location"])
    [link] = shown.context["saved_filters"]
    assert (link["filter"].name, link["is_chosen"]) == ("Việc sáng nay", True)
    assert shown.context["to_save"] == ""
    assert f'href="?{stored.replace("&", "&amp;")}" aria-current="page"' in (
        shown.content.decode()
    )


def test_a_list_as_it_opens_offers_nothing_to_save(client, officer):
    assert client.get(DESK).context["to_save"] == ""
    assert client.get(f"{DESK}?{LATE}").context["to_save"] == LATE


@pytest.mark.parametrize(
    "search",
    ["0912345678", "nguoi-mua@thu.example", "PA-7K3M-9QXD-2TRV", "abcdefghjkmn"],
)
def test_contacts_and_codes_are_left_out_and_that_is_said(client, officer, search):
    shown = client.get(DESK, {"hang": "qua-han", "q": search})
    assert shown.context["leaves_out_search"]

    response = kept(client, DESK, "Trễ", f"{LATE}&q={search}")

    assert SavedFilter.objects.get().query == LATE
    assert search not in response["Location"]
    assert [m.level_tag for m in get_messages(response.wsgi_request)] == [
        "success",
        "warning",
    ]


def test_refusal_keeps_what_was_typed(client, officer):
    save(officer, "complaints.referral", name="Trễ", query=LATE)

    page = kept(client, DESK, "trễ", "hang=tat-ca")

    assert page.context["refusal"]
    html = page.content.decode()
    assert 'value="trễ"' in html
    assert 'value="hang=tat-ca"' in html


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_is_asked_for(client, officer, name):
    assert kept(client, DESK, name, LATE).context["refusal"]
    assert SavedFilter.objects.count() == 0


def test_own_filters_are_renamed_and_deleted(client, officer):
    one = save(officer, "complaints.referral", name="Trễ", query=LATE)

    client.post(f"{DESK}bo-loc/", {"rename": one.pk, "name": "Quá hạn"})
    assert SavedFilter.objects.get().name == "Quá hạn"

    client.post(f"{DESK}bo-loc/", {"delete": one.pk, "name": "Quá hạn"})
    assert SavedFilter.objects.count() == 0


@pytest.mark.parametrize("act", ["rename", "delete"])
@pytest.mark.parametrize("number", ["own of another", "abc", "9" * 30])
def test_nobody_touches_the_filters_of_another(client, officer, act, number):
    colleague = UserFactory(unit=officer.unit)
    theirs = save(colleague, "complaints.referral", name="Riêng", query=LATE)
    pk = theirs.pk if number == "own of another" else number

    response = client.post(f"{DESK}bo-loc/", {act: pk, "name": "Đổi"})

    assert response.status_code == 404
    assert SavedFilter.objects.get().name == "Riêng"
    assert "Riêng" not in client.get(f"{DESK}bo-loc/").content.decode()
    assert client.get(DESK).context["saved_filters"] == []


@pytest.mark.parametrize("who", ["merchant", "administrator", "dismissed"])
def test_who_has_no_desk_keeps_nothing(client, who):
    client.force_login(UserFactory(**{who: True}))

    response = kept(client, DESK, "Trễ", LATE)

    assert response.status_code in {302, 403}
    assert SavedFilter.objects.count() == 0


def test_a_saved_filter_shows_no_more_than_its_user_may_see(client, officer):
    ReferralFactory(support=True, complaint=ComplaintFactory(overdue=True))
    ReferralFactory(lead=True, overdue=True)
    save(officer, "complaints.referral", name="Mọi đơn vị", query="don-vi=tat-ca")

    [link] = client.get(DESK).context["saved_filters"]
    shown = client.get(f"{DESK}?{link['filter'].query}", follow=True)

    units = {part.unit_id for part in shown.context["cl"].result_list}
    assert units == {officer.unit_id}
