"""Who reaches one complaint, by every way there is.

The complaint is of one district and went to four units. Everybody else, above all the
committee of another district, must not learn of it by list, address, search, action,
export or filter, and nothing they send may change it.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

import pytest

from accounts.enums import UnitKind
from complaints import talking
from complaints.admin.steps import STEPS
from complaints.models import (
    Complaint,
    ComplaintEvent,
    Consent,
    Feedback,
    LegalHold,
    Message,
    Note,
    Referral,
    ReferralEvent,
    RetentionRun,
    SellerRequest,
    Showing,
    SubjectRequest,
)
from tests.accounts.factories import DistrictFactory, UnitFactory, UserFactory
from tests.complaints.answers import KEY
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
COMPLAINTS = "/quan-tri/complaints/complaint/"
REFERRALS = "/quan-tri/complaints/referral/"
EVERYTHING = {"hang": "tat-ca", "don-vi": "tat-ca"}

HANDLING = ("trade_management", "consumer_association", "surveillance")
INFORMED = ("own_district",)
STRANGERS = (
    "other_district",
    "surveillance_team",
    "import_export",
    "office",
    "inspectorate",
    "affiliated",
    "leader",
    "business_association",
    "administrator",
)
OUTSIDE = ("merchant", "dismissed", "of_closed_unit", "anonymous")


def people(complaint):
    """One person of every kind of unit, and everybody who belongs to none."""
    part = {p.role: p for p in complaint.referrals.select_related("unit")}
    elsewhere = UnitFactory(district_committee=True, districts=[DistrictFactory()])
    return {
        "trade_management": lambda: UserFactory(unit=part["lead"].unit),
        "consumer_association": lambda: UserFactory(unit=part["support"].unit),
        "surveillance": lambda: UserFactory(unit=part["referral"].unit),
        "own_district": lambda: UserFactory(unit=part["informed"].unit),
        "other_district": lambda: UserFactory(unit=elsewhere),
        "surveillance_team": lambda: UserFactory(surveillance_team=True),
        "import_export": lambda: UserFactory(import_export=True),
        "office": lambda: UserFactory(office=True),
        "inspectorate": lambda: UserFactory(inspectorate=True),
        "affiliated": lambda: UserFactory(affiliated=True),
        "leader": lambda: UserFactory(leader=True),
        "business_association": lambda: UserFactory(business_association=True),
        "administrator": lambda: UserFactory(administrator=True),
        "merchant": lambda: UserFactory(merchant=True),
        "dismissed": lambda: UserFactory(unit=part["lead"].unit, is_active=False),
        "of_closed_unit": lambda: UserFactory(
            unit=UnitFactory(district_committee=True, closed=True)
        ),
    }


@pytest.fixture
def complaint():
    complaint = ComplaintFactory(
        seller_name="Cửa hàng Bí Mật",
        story="Chuyện kín, gọi 0987 654 321.",
        may_share_with_seller=True,
    )
    for trait in ("lead", "support", "examination"):
        ReferralFactory(complaint=complaint, **{trait: True})
    committee = UnitFactory(district_committee=True, districts=[complaint.district])
    ReferralFactory(complaint=complaint, informed=True, unit=committee)
    return complaint


@pytest.fixture
def log_in(client, complaint):
    def as_(name):
        if name != "anonymous":
            client.force_login(people(complaint)[name]())
        return client

    return as_


def test_every_kind_of_unit_is_in_the_matrix(complaint):
    kinds = {make().unit.kind for make in people(complaint).values() if make().unit}

    assert kinds == set(UnitKind.values)
    assert set(people(complaint)) | {"anonymous"} == {
        *HANDLING,
        *INFORMED,
        *STRANGERS,
        *OUTSIDE,
    }


def everything_stored():
    return (
        list(Complaint.objects.values()),
        list(Referral.objects.values()),
        list(Consent.objects.values()),
        ComplaintEvent.objects.count(),
        ReferralEvent.objects.count(),
        Message.objects.count(),
        Note.objects.count(),
        SellerRequest.objects.count(),
        Showing.objects.count(),
        list(SubjectRequest.objects.values()),
        Feedback.objects.count(),
        list(LegalHold.objects.values()),
        list(RetentionRun.objects.values()),
    )


def body_of(response):
    if response.streaming:
        return b"".join(response.streaming_content).decode()
    return response.content.decode()


def shows(response, complaint):
    """Whether a page or file holds anything of the complaint."""
    body = body_of(response)
    signs = ("Bí Mật", "Chuyện kín", f">{complaint.pk:06d}<")
    return any(sign in body for sign in signs)


READING = {
    "list": lambda client, c: client.get(COMPLAINTS),
    "desk": lambda client, c: client.get(REFERRALS, EVERYTHING),
    "search by code": lambda client, c: client.get(COMPLAINTS, {"q": c.code}),
    "search by seller": lambda client, c: client.get(COMPLAINTS, {"q": "bi mat"}),
    "search at the desk": lambda client, c: client.get(
        REFERRALS, {**EVERYTHING, "q": "bi mat"}
    ),
    "page": lambda client, c: client.get(f"{COMPLAINTS}{c.pk}/change/"),
    "export of the list": lambda client, c: client.post(
        COMPLAINTS, {"action": "export_selected", "_selected_action": [c.pk]}
    ),
    "export of the whole list": lambda client, c: client.post(
        COMPLAINTS,
        {
            "action": "export_selected",
            "_selected_action": [c.pk],
            "select_across": "1",
        },
    ),
    "export of the desk": lambda client, c: client.post(
        f"{REFERRALS}?hang=tat-ca&don-vi=tat-ca",
        {
            "action": "export_selected",
            "_selected_action": [p.pk for p in c.referrals.all()],
        },
    ),
}
FILE_WITH_SENDERS = {"action": "export_contacts", "asked": "1", "purpose": "call"}


@pytest.mark.parametrize("way", READING)
@pytest.mark.parametrize("who", [*HANDLING, *INFORMED])
def test_units_that_received_it_reach_it(log_in, complaint, who, way):
    assert shows(READING[way](log_in(who), complaint), complaint)


@pytest.mark.parametrize("way", READING)
@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE])
def test_nobody_else_reaches_it_by_any_way(log_in, complaint, who, way):
    assert not shows(READING[way](log_in(who), complaint), complaint)


@pytest.mark.parametrize("who", HANDLING[1:] + INFORMED)
def test_the_address_of_a_part_opens_to_its_own_unit_only(log_in, complaint, who):
    client = log_in(who)

    opened = {
        part.role
        for part in complaint.referrals.all()
        if shows(client.get(f"{REFERRALS}{part.pk}/change/", follow=True), complaint)
    }

    own = {"consumer_association": "support", "surveillance": "referral"}
    assert opened == {own.get(who, "informed")}


@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE])
def test_the_address_of_a_part_is_shut_to_everybody_else(log_in, complaint, who):
    client = log_in(who)

    for part in complaint.referrals.all():
        page = client.get(f"{REFERRALS}{part.pk}/change/", follow=True)
        assert not shows(page, complaint)


@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE])
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_its_address_is_shut_to_everybody_else(log_in, complaint, who, page):
    client = log_in(who)

    response = client.get(f"{COMPLAINTS}{complaint.pk}/{page}/", follow=True)

    assert not shows(response, complaint)
    assert complaint.code not in response.content.decode()


def somebody_of(unit):
    return unit.members.first() or UserFactory(unit=unit)


WRITING = {
    **{
        f"step {code}": (
            lambda client, c, code=code: client.post(
                f"{COMPLAINTS}{c.pk}/buoc/{code}/",
                {
                    "answer": "x",
                    "reason": "x",
                    "outcome": "x",
                    "unit": c.referrals.first().unit_id,
                    "role": "support",
                    "text": "x",
                    "verdict": "confirmed",
                    "purpose": "call",
                    "number": str(c.pk),
                    "email": "shop@thu.example",
                    "answer_days": "5",
                    "to": somebody_of(c.referrals.first().unit).pk,
                    "confirmed": "1",
                },
            )
        )
        for code in STEPS
    },
    **{
        f"{action} at the desk": (
            lambda client, c, action=action: client.post(
                f"{REFERRALS}?hang=tat-ca&don-vi=tat-ca",
                {
                    "action": f"{action}_selected",
                    "_selected_action": [p.pk for p in c.referrals.all()],
                    "to": somebody_of(c.referrals.first().unit).pk,
                    "held": [f"{p.pk}:" for p in c.referrals.all()],
                    "text": "x",
                    "confirmed": "1",
                },
            )
        )
        for action in ("accept", "take", "hand_over", "note")
    },
    "save the page": lambda client, c: client.post(
        f"{COMPLAINTS}{c.pk}/change/", {"story": "x", "state": "resolved"}
    ),
    "delete": lambda client, c: client.post(
        f"{COMPLAINTS}{c.pk}/delete/", {"post": "yes"}
    ),
    "delete the part": lambda client, c: client.post(
        f"{REFERRALS}{c.referrals.first().pk}/delete/", {"post": "yes"}
    ),
    "delete from the list": lambda client, c: client.post(
        COMPLAINTS,
        {"action": "delete_selected", "_selected_action": [c.pk], "post": "yes"},
    ),
    "write in public": lambda client, c: client.post(
        f"/phan-anh/{c.code}/tra-loi/", {"text": "x"}
    ),
    "judge in public": lambda client, c: client.post(
        f"/phan-anh/{c.code}/ket-qua/", {"kind": "content"}
    ),
    "take consent back in public": lambda client, c: client.post(
        f"/phan-anh/{c.code}/du-lieu/rut-dong-y/"
    ),
    "ask about the data in public": lambda client, c: client.post(
        f"/phan-anh/{c.code}/du-lieu/", {"key": str(KEY), "kind": "access"}
    ),
    "take the copy in public": lambda client, c: client.post(
        f"/phan-anh/{c.code}/du-lieu/ban-sao/",
        {"password": "mat-khau-123", "again": "mat-khau-123"},
    ),
    "end the restriction in public": lambda client, c: client.post(
        f"/phan-anh/{c.code}/du-lieu/het-han-che/"
    ),
    "withdraw in public": lambda client, c: client.post(f"/phan-anh/{c.code}/rut/"),
}


@pytest.mark.parametrize("way", WRITING)
@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE])
def test_nobody_else_changes_anything(log_in, complaint, who, way):
    client, before = log_in(who), everything_stored()

    WRITING[way](client, complaint)

    assert everything_stored() == before


@pytest.mark.parametrize("way", [w for w in WRITING if w != "step chuyen-lai"])
def test_watching_unit_changes_nothing_but_may_pass_it_back(log_in, complaint, way):
    client, before = log_in("own_district"), everything_stored()

    WRITING[way](client, complaint)

    assert everything_stored() == before


@pytest.mark.parametrize(
    "query",
    [
        "phone__startswith=%2B8491",
        "email__startswith=nguoi",
        "full_name__contains=L",
        "story__contains=0987",
        "order_ref=DH-1",
        "referrals__unit=1",
        "complaint__phone__startswith=%2B8491",
    ],
)
@pytest.mark.parametrize("who", ["own_district", "other_district", "trade_management"])
def test_the_address_of_a_list_tells_nothing_about_who_reports(
    log_in, complaint, who, query
):
    client = log_in(who)

    assert client.get(f"{COMPLAINTS}?{query}").status_code == 400
    assert client.get(f"{REFERRALS}?{query}").status_code == 400


@pytest.mark.parametrize("who", [*INFORMED, *STRANGERS])
@pytest.mark.parametrize("text", ["0912345678", "nguoi-mua@thu.example"])
def test_search_does_not_confirm_who_reports(log_in, complaint, who, text):
    client = log_in(who)

    for page in (COMPLAINTS, REFERRALS):
        query = {**(EVERYTHING if page == REFERRALS else {}), "q": text}
        response = client.get(page, query)
        assert not shows(response, complaint)


@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE, "surveillance", *INFORMED])
def test_only_two_units_take_in_and_set_the_rules(log_in, complaint, who):
    client = log_in(who)

    for page in (f"{COMPLAINTS}add/", "/quan-tri/complaints/routingset/"):
        assert client.get(page).status_code in {302, 403}
    assert client.post(f"{COMPLAINTS}add/", {"story": "x"}).status_code in {302, 403}
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE])
def test_selectors_show_nothing_to_everybody_else(complaint, who):
    known = people(complaint)
    user = known[who]() if who in known else AnonymousUser()

    assert list(Complaint.objects.visible_to(user)) == []
    assert list(Complaint.objects.handled_by(user)) == []
    assert list(Referral.objects.visible_to(user)) == []


def test_selectors_show_a_unit_its_own_part_once(complaint):
    for name in (*HANDLING[1:], *INFORMED):
        user = people(complaint)[name]()
        assert list(Complaint.objects.visible_to(user)) == [complaint]
        assert [p.unit_id for p in Referral.objects.visible_to(user)] == [user.unit_id]


NOTE = "Nghi hàng giả, chờ mẫu."


@pytest.fixture
def noted(complaint):
    author = people(complaint)["consumer_association"]()
    for text, is_shared in ((NOTE, False), ("Đã gọi người bán.", True)):
        talking.note(complaint, text=text, is_shared=is_shared, by=author, at=AT)
    return complaint


@pytest.mark.parametrize(
    ("who", "texts"),
    [
        ("consumer_association", [NOTE, "Đã gọi người bán."]),
        ("trade_management", ["Đã gọi người bán."]),
        ("surveillance", ["Đã gọi người bán."]),
        ("own_district", []),
    ],
)
def test_notes_are_read_by_their_unit_and_where_they_are_shared(
    log_in, noted, who, texts
):
    page = log_in(who).get(f"{COMPLAINTS}{noted.pk}/change/").content.decode()

    assert [text for text in (NOTE, "Đã gọi người bán.") if text in page] == texts


@pytest.mark.parametrize("who", [*STRANGERS, *OUTSIDE])
def test_notes_are_shut_to_everybody_else(noted, who):
    known = people(noted)
    user = known[who]() if who in known else AnonymousUser()

    assert list(Note.objects.visible_to(user)) == []


def test_notes_never_reach_the_person(client, noted):
    client.post("/phan-anh/tra-cuu/", {"code": noted.code, "factor": "5678"})

    page = client.get(f"/phan-anh/{noted.code}/").content.decode()

    assert noted.story in page
    assert NOTE not in page
    assert "Đã gọi người bán." not in page


SENDER = ("Lê Thị Thử", "345 678", "nguoi-mua@thu.example", "654 321")


@pytest.mark.parametrize("who", [*HANDLING, *INFORMED])
def test_nobody_reads_who_sent_it_without_saying_what_for(log_in, complaint, who):
    client = log_in(who)

    told = [
        (way, word)
        for way, read in READING.items()
        for word in SENDER
        if word in body_of(read(client, complaint))
    ]

    assert told == []


@pytest.mark.parametrize("who", [*HANDLING, *INFORMED])
def test_who_handles_it_reads_who_sent_it_for_a_reason(log_in, complaint, who):
    client = log_in(who)
    client.post(f"{COMPLAINTS}{complaint.pk}/buoc/hien-nguoi-gui/", {"purpose": "call"})
    file = client.post(
        COMPLAINTS, {**FILE_WITH_SENDERS, "_selected_action": [complaint.pk]}
    )

    page = body_of(client.get(f"{COMPLAINTS}{complaint.pk}/change/"))

    handles = who in HANDLING
    assert [word in page for word in SENDER] == [handles] * 4
    assert ("Lê Thị Thử" in body_of(file)) is handles
    assert Showing.objects.count() == (2 if handles else 0)


def test_conversation_is_read_with_contacts_covered(log_in, complaint):
    talking.reply(complaint, text="Gọi 0987 654 321 nhé.", key=KEY, at=AT)
    page = f"{COMPLAINTS}{complaint.pk}/change/"

    watching = log_in("own_district").get(page)
    handling = log_in("surveillance").get(page)

    for read in (watching, handling):
        assert "654 321" not in read.content.decode()
        assert "nhé." in read.content.decode()
