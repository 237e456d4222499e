from uuid import uuid4

from django.urls import reverse

import pytest

from complaints import consent
from complaints.api.reading import ALWAYS_NEEDED, ComplaintFields
from complaints.codes import tracking_address
from complaints.enums import ComplaintSource
from complaints.forms.complaint import ComplaintForm
from complaints.models import Category, Complaint, Quarantine, Referral
from complaints.spam import weighing
from notifications.models import Notice
from tests.complaints.answers import OTHER_KEY, posted
from tests.complaints.api.sending import REPORT, fields, file, kind, send
from tests.promotions.factories import PromotionFactory

SEEN_BY_BROWSERS = {"key", "website", "challenge", "number"}
PERSONAL = ("Lê Thị Thử", "345678", "345 678", "nguoi-mua@thu.example")


# What is asked


def test_categories_come_with_their_meaning_in_the_language_asked_for(client, plan):
    address = reverse("api_complaint_categories")
    pages = [
        client.get(address, headers={"Accept-Language": to}) for to in ("vi", "en")
    ]

    first = Category.objects.filter(is_active=True)[0]
    told = [page.json()["results"][0] for page in pages]
    assert [(one["code"], one["name"], one["explanation"]) for one in told] == [
        (first.code, first.name, first.hint),
        (first.code, first.name_en, first.hint_en),
    ]


def test_categories_come_with_what_they_ask_prove_and_who_else_helps(client, plan):
    address = reverse("api_complaint_categories")
    page = client.get(address, headers={"Accept-Language": "en"}).json()

    (told,) = [one for one in page["results"] if one["code"] == "unregistered-draw"]
    assert [(q["code"], q["kind"]) for q in told["questions"]] == [
        ("draw-fee", "yes_no"),
        ("draw-on", "day"),
        ("draw-area", "choice"),
    ]
    assert [q["choices"] for q in told["questions"]] == [
        [
            {"code": "yes", "text": "Yes"},
            {"code": "no", "text": "No"},
            {"code": "unknown", "text": "I do not know"},
        ],
        [],
        [
            {"code": "province", "text": "In Thanh Hoá only"},
            {"code": "several", "text": "In several provinces"},
            {"code": "unknown", "text": "I do not know"},
        ],
    ]
    assert told["evidence"].startswith("Photos of the rules")
    assert [way["phone"] for way in told["exits"]] == ["113", "", "113"]


def test_categories_that_did_not_change_are_not_sent_again(client, plan):
    address = reverse("api_complaint_categories")
    etag = client.get(address)["ETag"]

    same = client.get(address, headers={"If-None-Match": etag})
    Category.objects.filter(code="false-discount").update(is_active=False)
    changed = client.get(address, headers={"If-None-Match": etag})

    assert (same.status_code, changed.status_code) == (304, 200)
    codes = [one["code"] for one in changed.json()["results"]]
    assert "false-discount" not in codes


def test_consent_is_told_in_the_words_of_the_page(client, db):
    told = client.get(reverse("api_complaint_consent")).json()

    assert told == {
        "version": consent.CURRENT_VERSION,
        "may_handle": str(consent.current().handling),
        "may_share_with_seller": str(consent.current().sharing),
    }


def test_every_question_of_the_page_may_be_answered_by_a_program():
    asked = set(ComplaintForm.base_fields) - SEEN_BY_BROWSERS

    assert set(ComplaintFields().fields) == asked | {"consent_version", "answers"}


# Filing


def test_a_report_is_filed_for_the_same_offices_as_from_the_page(client, plan):
    page = file(client)

    complaint = Complaint.objects.get()
    assert page.status_code == 201
    assert page.json() == {
        "code": complaint.code,
        "received_at": "2024-11-29T09:00:00+07:00",
        "due_on": complaint.due_on.isoformat(),
        "can_be_followed": True,
        "page": tracking_address(complaint.code),
    }
    assert complaint.source == ComplaintSource.API
    assert (str(complaint.phone.as_e164), complaint.language) == ("+84912345678", "vi")
    assert Referral.objects.count() == 3
    assert Notice.objects.count() == 4


def test_page_and_program_store_the_same(client, plan):
    file(client)
    category = Category.objects.get(code="false-discount")
    client.post("/phan-anh/moi/", posted(plan.district, category, key=OTHER_KEY))

    by_program, by_page = Complaint.objects.order_by("pk")
    own = {"id", "code", "source", "received_at", "due_at", "consented_at"}
    stored = [
        {f.attname: getattr(one, f.attname) for f in Complaint._meta.fields}
        for one in (by_program, by_page)
    ]
    program, browser = ({k: v for k, v in s.items() if k not in own} for s in stored)
    assert program == browser


def test_the_address_works_with_and_without_its_last_stroke(client, plan):
    headers = {"Idempotency-Key": str(uuid4())}
    page = client.post(
        "/api/v1/complaints", REPORT, content_type="application/json", headers=headers
    )

    assert page.status_code == 201


def test_who_asks_in_english_is_answered_in_english(client, plan):
    send(client, "api_complaints", REPORT, once=uuid4(), **{"Accept-Language": "en"})

    assert Complaint.objects.get().language == "en"


def test_a_tip_may_be_anonymous_and_then_cannot_be_followed(client, plan):
    page = file(
        client,
        kind="tip",
        **dict.fromkeys(("phone", "email", "full_name", "demand", "bought_on")),
    )

    assert page.json()["can_be_followed"] is False


def test_a_promotion_is_named_by_its_reference(client, plan):
    promotion = PromotionFactory(published=True, merchant__district=plan.district)

    file(client, promotion=promotion.reference.lower())

    assert Complaint.objects.get().merchant == promotion.merchant


# Once


def test_the_same_again_is_answered_with_the_first_receipt(client, plan):
    key = uuid4()
    pages = [file(client, once=key) for _ in range(3)]

    assert {page.status_code for page in pages} == {201}
    assert {page.json()["code"] for page in pages} == {Complaint.objects.get().code}


def test_a_report_costs_one_statement_more_than_on_the_page(
    client, plan, django_assert_num_queries
):
    file(client)

    # The receipt is read, as it is for who sends the same again.
    with django_assert_num_queries(19 + 1):
        file(client)


def test_other_content_under_one_key_is_a_conflict_and_the_first_stands(client, plan):
    key = uuid4()
    code = file(client, once=key).json()["code"]

    page = file(client, once=key, story="Chuyện khác.")

    assert (page.status_code, kind(page)) == (409, "other-content")
    assert code not in page.text
    assert Complaint.objects.get().story == REPORT["story"]


@pytest.mark.parametrize("key", [None, "", "1234"])
def test_without_a_key_nothing_is_filed(client, plan, key):
    page = send(client, "api_complaints", REPORT, once=key)

    assert (page.status_code, kind(page)) == (400, "invalid")
    assert fields(page) == ["Idempotency-Key"]
    assert Complaint.objects.count() == 0


# What the form refuses


@pytest.mark.parametrize("name", sorted(ALWAYS_NEEDED | {"demand", "bought_on"}))
def test_what_is_missing_is_named_and_nothing_is_stored(client, plan, name):
    page = file(client, **{name: None})

    assert (page.status_code, kind(page), fields(page)) == (400, "invalid", [name])
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("may_handle", False),
        ("consent_version", "2019-01"),
        ("category", "nowhere"),
        ("district", "999"),
        ("promotion", "KM-2024-999999"),
        ("phone", "12"),
        ("email", "khong-phai"),
        ("seller_link", "khong phai"),
        ("bought_on", "2024-11-30"),
        ("amount_vnd", -1),
        ("kind", "denunciation"),
        ("evidence", ["nobody-has-this"]),
    ],
)
def test_what_is_wrong_is_named(client, plan, name, value):
    page = file(client, **{name: value})

    assert (page.status_code, fields(page)) == (400, [name])
    assert Complaint.objects.count() == 0


def test_the_day_itself_may_be_named(client, plan):
    assert file(client, bought_on="2024-11-29").status_code == 201


def test_consent_to_share_is_asked_apart(client, plan):
    for answer in (None, True):
        file(client, may_share_with_seller=answer)

    shared = Complaint.objects.order_by("pk").values_list("may_share_with_seller")
    assert [value for (value,) in shared] == [False, True]


# Spam


def test_what_is_set_aside_looks_like_any_other(client, plan, monkeypatch):
    usual = file(client)
    monkeypatch.setattr(weighing, "HEAVY", 1)
    aside = file(client, story="Mua ngay kẻo lỡ.")

    assert Quarantine.objects.get().complaint.code == aside.json()["code"]
    assert aside.status_code == usual.status_code
    names = ("received_at", "due_on", "can_be_followed")
    assert [aside.json()[n] for n in names] == [usual.json()[n] for n in names]
    assert list(aside.json()) == list(usual.json())
    assert aside.headers.keys() == usual.headers.keys()


def test_a_flood_from_one_address_is_set_aside_from_the_first_beyond_the_limit(
    client, plan, monkeypatch
):
    monkeypatch.setattr(
        weighing, "FLOOD", weighing.Limit("file_flood", 2, weighing.FLOOD.window)
    )

    for n in range(3):
        file(client, story=f"Chuyện thứ {n}.")

    aside = Quarantine.objects.get().complaint
    assert aside.story == "Chuyện thứ 2."


# Nothing of a person is told


def test_no_answer_and_no_log_names_anybody(client, plan, caplog, capfd):
    pages = [file(client), file(client, district="999")]

    written = caplog.text + "".join(capfd.readouterr())
    told = "".join(page.text for page in pages)
    assert not [word for word in PERSONAL if word in written + told]
    assert [page["Cache-Control"] for page in pages] == ["no-store"] * 2
    assert "Access-Control-Allow-Origin" not in pages[0]


# The questions of a category


def test_answers_are_stored_as_the_page_stores_them(client, plan):
    told = {
        "price-before": 300_000,
        "price-shown": "500.000",
        "price-known-by": "bought",
        "prize-fee": "yes",
    }
    assert file(client, answers=told).status_code == 201

    assert Complaint.objects.get().answers == {
        "price-before": 300_000,
        "price-shown": 500_000,
        "price-known-by": "bought",
    }


@pytest.mark.parametrize(
    ("category", "told", "wrong"),
    [
        ("false-discount", {"price-before": "much"}, ["answers.price-before"]),
        ("not-delivered", {}, ["answers.delivery-fault"]),
        ("prize-not-given", {"prize-told-on": "2099-01-01"}, ["answers.prize-told-on"]),
    ],
)
def test_a_wrong_answer_is_named_as_the_program_calls_it(
    client, plan, category, told, wrong
):
    page = file(client, category=category, answers=told)

    assert (page.status_code, fields(page)) == (400, wrong)
    assert Complaint.objects.count() == 0
