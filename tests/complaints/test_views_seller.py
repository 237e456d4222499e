import re
from datetime import datetime, timedelta

import pytest

from complaints import consenting, seller, seller_terms
from complaints.models import OneTimeLink, SellerRequest
from notifications.models import Notice
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
ANSWER = {"kind": "disputed", "text": "Giá gốc đã bán từ tháng Mười."}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for view in ("seller", "promise", "thread", "track"):
        monkeypatch.setattr(f"complaints.views.{view}.now", lambda: AT)


def asked(**kwargs):
    complaint = ComplaintFactory(in_progress=True, **kwargs)
    ReferralFactory(complaint=complaint, lead=True)
    return seller.ask_seller(
        complaint, email="shop@thu.example", text="Vì sao?", by=None, at=AT
    )


def link_in(template):
    body = Notice.objects.get(template=f"complaints/mail/{template}").body
    return re.search(r"https?://[^/]+(/phan-anh/mot-lan/\S+)", body)[1]


@pytest.mark.parametrize("way", ["get", "head"])
def test_opening_the_link_changes_nothing(client, way):
    asked()
    url = link_in("seller_asked")

    for _ in range(3):
        assert getattr(client, way)(url).status_code == 200
    assert OneTimeLink.objects.get().used_at is None
    assert SellerRequest.objects.get().answered_at is None


def test_answer_is_taken_once(client):
    asked()
    url = link_in("seller_asked")

    first, second = client.post(url, ANSWER), client.post(url, ANSWER)

    assert (first.status_code, second.status_code) == (200, 410)
    assert SellerRequest.objects.get().answer == ANSWER["text"]
    assert client.get(url).status_code == 410


def test_without_consent_the_page_names_nobody(client):
    complaint = asked().complaint

    page = client.get(link_in("seller_asked")).content.decode()

    for secret in (complaint.full_name, complaint.story, "912", complaint.email):
        assert secret not in page
    assert "Vì sao?" in page


def test_page_names_nobody_once_consent_was_taken_back(client):
    complaint = asked(may_share_with_seller=True).complaint
    consenting.withdraw_sharing(complaint, at=AT)

    page = client.get(link_in("seller_asked")).content.decode()

    for secret in (complaint.full_name, complaint.story, "912", complaint.email):
        assert secret not in page


def test_with_consent_the_page_says_how_to_reach_the_customer(client):
    complaint = asked(may_share_with_seller=True).complaint

    page = client.get(link_in("seller_asked")).content.decode()

    for shared in (complaint.full_name, complaint.story, "0912 345 678"):
        assert shared in page


def test_used_link_names_nobody_any_more(client):
    complaint = asked(may_share_with_seller=True).complaint
    url = link_in("seller_asked")
    client.post(url, ANSWER)

    page = client.get(url).content.decode()

    assert complaint.full_name not in page
    assert complaint.story not in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "nham"}, "kind"),
        ({"text": " "}, "text"),
        ({"kind": "promise"}, "promised_on"),
        ({"kind": "promise", "promised_on": "01/12/2024"}, "promised_on"),
        ({"kind": "promise", "promised_on": "01/06/2025"}, "promised_on"),
        ({"kind": "promise", "promised_on": "mai"}, "promised_on"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, changes, field):
    asked()
    page = client.post(link_in("seller_asked"), {**ANSWER, **changes})

    form = page.context["form"]
    assert set(form.errors) == {field}
    assert form["text"].value() == {**ANSWER, **changes}["text"]
    assert OneTimeLink.objects.get().used_at is None


@pytest.mark.parametrize("day", ["02/12/2024", "31/05/2025"])
def test_promise_may_name_today_and_half_a_year_from_now(client, day):
    asked()

    client.post(
        link_in("seller_asked"), {**ANSWER, "kind": "promise", "promised_on": day}
    )

    assert f"{SellerRequest.objects.get().promised_on:%d/%m/%Y}" == day


@pytest.mark.parametrize("token", ["nham", "abc~def"])
@pytest.mark.parametrize("kind", ["nguoi-ban", "loi-hua"])
def test_invented_link_is_not_found(client, kind, token):
    assert client.get(f"/phan-anh/mot-lan/{kind}/{token}/").status_code == 404


@pytest.fixture
def due_promise(client, clock):
    asked(code="PA-7K3M-9QXD-2TRV")
    day = {"kind": "promise", "promised_on": "02/12/2024"}
    client.post(link_in("seller_asked"), {**ANSWER, **day})
    seller_terms.check_promises(at=AT + timedelta(days=1))


def test_promise_is_judged_by_its_link_once(client, due_promise):
    url = link_in("promise")
    assert client.get(url).status_code == 200
    assert SellerRequest.objects.get().is_kept is None

    assert client.post(url, {"kept": "nham"}).status_code == 200
    assert client.post(url, {"kept": "no"}).status_code == 200

    assert SellerRequest.objects.get().is_kept is False
    assert client.post(url, {"kept": "yes"}).status_code == 410
    assert SellerRequest.objects.get().is_kept is False


def test_promise_is_judged_on_the_page_of_the_report(client, due_promise):
    client.post("/phan-anh/tra-cuu/", {"code": "PA-7K3M-9QXD-2TRV", "factor": "5678"})
    page = client.get("/phan-anh/PA-7K3M-9QXD-2TRV/")
    assert page.context["promise"] == SellerRequest.objects.get()

    client.post("/phan-anh/PA-7K3M-9QXD-2TRV/loi-hua/", {"kept": "yes"})

    assert SellerRequest.objects.get().is_kept is True
    assert client.get(link_in("promise")).status_code == 410


def test_nobody_judges_without_the_second_factor(client, due_promise):
    client.post("/phan-anh/PA-7K3M-9QXD-2TRV/loi-hua/", {"kept": "yes"})

    assert SellerRequest.objects.get().is_kept is None
