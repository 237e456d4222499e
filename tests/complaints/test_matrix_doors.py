"""Every address, model and action of this app, found in the code, and whom it opens to.

``test_matrix.py`` tells of one report by the ways people go; here a door that is added
without a line in these tables fails, and a line without its door does too.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import pytest

from complaints import showing
from complaints.evidence import preparing
from complaints.evidence.claiming import claim
from complaints.models import Upload
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.evidence import samples
from tests.complaints.factories import (
    RECEIVED_AT,
    CannedAnswerFactory,
    ComplaintFactory,
    QuarantineFactory,
    ReferralFactory,
    RetentionRuleFactory,
    RetentionRunFactory,
    RoutingSetFactory,
    SubjectRequestFactory,
)
from tests.complaints.test_matrix import (
    HANDLING,
    INFORMED,
    OUTSIDE,
    STRANGERS,
    everything_stored,
    people,
    shows,
)
from tests.complaints.test_mediating import recorded

pytestmark = pytest.mark.django_db

WITHOUT_COMPLAINTS = ("administrator", "superuser")
EVERYBODY = (*HANDLING, *INFORMED, *STRANGERS, *OUTSIDE, "superuser")
NOBODY = set()
HANDLES = set(HANDLING)
RECEIVED = {*HANDLING, *INFORMED}
OFFICERS = {*HANDLING, *INFORMED, *STRANGERS}.difference(WITHOUT_COMPLAINTS)
DIVISION = {"trade_management"}
OVERSEES = {"inspectorate"}  # and the head of Trade Management
TAKES_IN = {"trade_management", "consumer_association"}

# Who is shown something there. The lists open to every officer and hold what is theirs.
DESK = {
    "complaint_changelist": OFFICERS,
    "complaint_add": TAKES_IN,
    "complaint_change": RECEIVED,
    "complaint_filters": OFFICERS,  # their own
    "complaint_history": RECEIVED,
    "complaint_delete": NOBODY,
    "complaint_step": HANDLES,
    "complaint_mediation": NOBODY,  # names the person: first a reason is asked
    "referral_changelist": OFFICERS,
    "referral_filters": OFFICERS,  # their own
    "referral_add": NOBODY,
    "referral_change": NOBODY,  # leads on to the complaint
    "referral_history": RECEIVED,
    "referral_delete": NOBODY,
    "evidence_changelist": OFFICERS,
    "evidence_add": NOBODY,
    "evidence_change": HANDLES,
    "evidence_history": HANDLES,
    "evidence_delete": NOBODY,
    "evidence_preview": HANDLES,
    "evidence_download": HANDLES,
    "quarantine_changelist": DIVISION,
    "quarantine_add": NOBODY,
    "quarantine_change": NOBODY,  # leads on to the complaint
    "quarantine_history": DIVISION,
    "quarantine_delete": NOBODY,
    "cannedanswer_changelist": OFFICERS,
    "cannedanswer_add": NOBODY,  # the head of a unit, see test_canned_answer.py
    "cannedanswer_change": OFFICERS,
    "cannedanswer_history": OFFICERS,
    "cannedanswer_delete": NOBODY,
    "category_changelist": DIVISION,
    "category_add": DIVISION,
    "category_change": DIVISION,
    "category_history": DIVISION,
    "category_delete": NOBODY,
    "routingset_changelist": DIVISION,
    "routingset_add": NOBODY,
    "routingset_change": DIVISION,
    "routingset_history": DIVISION,
    "routingset_delete": NOBODY,
    "routingset_trial": NOBODY,  # before the dry run there is nothing to read
    "routingset_copy": DIVISION,
    "routingset_step": DIVISION,
    "retentionrule_changelist": DIVISION,
    "retentionrule_add": DIVISION,
    "retentionrule_change": DIVISION,
    "retentionrule_history": DIVISION,
    "retentionrule_delete": NOBODY,
    "retentionrun_changelist": DIVISION,
    "retentionrun_add": NOBODY,
    "retentionrun_change": DIVISION,
    "retentionrun_history": DIVISION,
    "retentionrun_delete": NOBODY,
    "retentionrun_prepare": NOBODY,  # lists anew and leads on to the list
    "retentionrun_step": DIVISION,
    "showing_changelist": OVERSEES,
    "showing_add": NOBODY,
    "showing_change": OVERSEES,
    "showing_history": OVERSEES,
    "showing_delete": NOBODY,
    "subjectrequest_changelist": DIVISION,
    "subjectrequest_add": NOBODY,
    "subjectrequest_change": NOBODY,  # leads on to the decision
    "subjectrequest_history": DIVISION,
    "subjectrequest_delete": NOBODY,
    "subjectrequest_decide": DIVISION,
}

STEP_OF = {"complaint": "ghi-chu", "routingset": "bo", "retentionrun": "khong-duyet"}

# What the admin lets do with each model, and the actions over its list.
MODELS = {
    "Complaint": {
        "view": OFFICERS,
        "add": TAKES_IN,
        "export_selected": OFFICERS,
        "export_contacts": OFFICERS,  # holds only whom they may know
    },
    "Referral": {
        "view": OFFICERS,
        "accept_selected": OFFICERS,
        "take_selected": OFFICERS,
        "hand_over_selected": OFFICERS,
        "note_selected": OFFICERS,
        "export_selected": OFFICERS,
    },
    "Evidence": {"view": OFFICERS},
    "Quarantine": {"view": DIVISION},
    "CannedAnswer": {"view": OFFICERS},
    "Category": {"view": DIVISION, "add": DIVISION, "change": DIVISION},
    "RoutingSet": {"view": DIVISION, "change": DIVISION},
    "RetentionRule": {"view": DIVISION, "add": DIVISION, "change": DIVISION},
    "RetentionRun": {"view": DIVISION},
    "Showing": {"view": OVERSEES},
    "SubjectRequest": {"view": DIVISION},
}

# Models with no page of their own: read and written through the pages above.
BEHIND = {
    "CannedAnswerRevision",
    "CodeRequest",
    "ComplaintBalance",
    "ComplaintEvent",
    "ComplaintRevision",
    "Consent",
    "CustodyEntry",
    "Feedback",
    "FeedbackRevision",
    "LegalHold",
    "LookupCount",
    "Mediation",
    "Message",
    "Note",
    "OneTimeLink",
    "Pause",
    "ReferralEvent",
    "ReferralRevision",
    "RetentionItem",
    "RetentionRuleRevision",
    "RetentionRunEvent",
    "RoutingRule",
    "RoutingSetEvent",
    "SealedReceipt",
    "SellerRequest",
    "SellerRequestRevision",
    "SubjectRequestRevision",
    "Tombstone",
    "Upload",
}

# Public addresses: those for everybody, and those that need what only one person holds.
FOR_ALL = {
    "complaint_start",
    "complaint_new",
    "complaint_track",
    "complaint_leave",
    "complaint_recovery",
    "complaint_recovery_sent",
    "evidence_begin_upload",
    "api_complaint_categories",
    "api_complaint_consent",
    "api_complaints",
    "api_complaint_files",
    "api_complaint_follow",  # these ask for code and second factor in the body
    "api_complaint_reply",
    "api_complaint_withdraw",
    "api_complaint_evidence",
}
BY_CODE = {
    "complaint_thread",
    "complaint_reply",
    "complaint_withdraw",
    "complaint_my_data",
    "complaint_withdraw_sharing",
    "complaint_end_restriction",
    "complaint_my_copy",
    "complaint_feedback",
    "complaint_promise_kept",
    "complaint_more_evidence",
    "complaint_paper",
}
BY_TOKEN = {
    "complaint_receipt",
    "complaint_receipt_paper",
    "complaint_seller",
    "complaint_promise",
    "complaint_feedback_link",
    "evidence_upload",
    "api_complaint_file",
}


def addresses(patterns=None) -> Iterator[URLPattern]:
    """Yield every address of this app that has a name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        elif (pattern.name or "").startswith(
            ("complaint", "evidence_", "api_complaint")
        ):
            yield pattern


DOORS = {pattern.name: pattern for pattern in addresses()}


def at_desk():
    desk = "complaints_"
    return {n.removeprefix(desk): p for n, p in DOORS.items() if n.startswith(desk)}


@pytest.fixture
def complaint():
    complaint = ComplaintFactory(seller_name="Cửa hàng Bí Mật", story="Chuyện kín.")
    for trait in ("lead", "support", "examination"):
        ReferralFactory(complaint=complaint, **{trait: True})
    committee = UnitFactory(district_committee=True, districts=[complaint.district])
    ReferralFactory(complaint=complaint, informed=True, unit=committee)
    return complaint


@pytest.fixture
def numbers(complaint):
    """The number of one record of each kind, all of this complaint where they can be."""
    [evidence] = claim(complaint, [samples.uploaded()], by=None, at=RECEIVED_AT)
    preparing.prepare_due(at=RECEIVED_AT)
    return {
        "complaint": complaint.pk,
        "evidence": evidence.pk,
        "mediation": recorded(complaint.referrals.get(role="support")).pk,
        "quarantine": QuarantineFactory().pk,
        "cannedanswer": CannedAnswerFactory(unit=None).pk,
        "category": complaint.category_id,
        "routingset": RoutingSetFactory(draft=True).pk,
        "retentionrule": RetentionRuleFactory().pk,
        "retentionrun": RetentionRunFactory().pk,
        "showing": shown(complaint).pk,
        "subjectrequest": SubjectRequestFactory(complaint=complaint).pk,
    }


def shown(complaint):
    officer = people(complaint)["surveillance"]()
    return showing.show(complaint, purpose="call", by=officer, at=RECEIVED_AT)


def person(name, complaint):
    if name == "anonymous":
        return AnonymousUser()
    if name == "superuser":
        return UserFactory(is_superuser=True, is_staff=True)
    return people(complaint)[name]()


def browser_of(user):
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client


def address(name, pattern, user, complaint, numbers):
    """Write the address of a door of the desk, with the records of this test."""
    kind, _, rest = name.partition("_")
    if kind == "referral":
        parts = complaint.referrals.order_by("pk")
        own = parts.filter(unit_id=getattr(user, "unit_id", None)).first()
        number = (own or parts[0]).pk
    else:
        number = numbers["mediation" if rest == "mediation" else kind]
    values = {
        "pk": number,
        "object_id": number,
        "code": STEP_OF.get(kind, ""),
        "kind": "pdf",
    }
    return reverse(
        f"admin:complaints_{name}",
        kwargs={part: values[part] for part in pattern.pattern.converters},
    )


def test_every_address_model_and_action_has_its_line():
    assert at_desk().keys() == DESK.keys()
    assert DOORS.keys() - {f"complaints_{n}" for n in DESK} == (
        FOR_ALL | BY_CODE | BY_TOKEN
    )
    models = {m.__name__: m for m in apps.get_app_config("complaints").get_models()}
    assert models.keys() == MODELS.keys() | BEHIND
    registered = {m.__name__ for m in site._registry} & models.keys()
    assert registered == MODELS.keys()
    for name in registered:
        base = site.get_model_admin(models[name])._get_base_actions()
        actions = {action for _, action, _ in base}
        assert actions - {"delete_selected"} <= MODELS[name].keys()


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_door_of_the_desk_opens_to_those_of_its_line_and_nobody_else(
    complaint, numbers, who
):
    user = person(who, complaint)
    client = browser_of(user)
    where = {
        name: address(name, pattern, user, complaint, numbers)
        for name, pattern in at_desk().items()
    }

    opened = {name for name, url in where.items() if client.get(url).status_code == 200}

    assert opened == {name for name, allowed in DESK.items() if who in allowed}
    before = everything_stored()
    for name in where.keys() - opened:
        client.post(where[name], {"post": "yes", "confirmed": "1", "note": "x"})
    assert everything_stored() == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_admin_lets_do_what_the_line_of_the_model_says(complaint, who):
    request = RequestFactory().get("/")
    request.user = person(who, complaint)
    models = {m.__name__: m for m in apps.get_app_config("complaints").get_models()}

    for name, line in MODELS.items():
        admin = site.get_model_admin(models[name])
        rights = admin.get_model_perms(request)
        may = {right for right, has_it in rights.items() if has_it}
        if may:
            may |= admin.get_actions(request).keys()
        assert may == {right for right, whose in line.items() if who in whose}, name


@pytest.mark.parametrize("who", ["anonymous", "merchant", "another", "leader"])
def test_public_addresses_show_and_change_nothing_for_those_it_is_not_of(
    complaint, who
):
    if who == "another":
        client, other = (
            Client(),
            ComplaintFactory(seller_name="Nơi khác", story="Khác."),
        )
        track = {"code": other.code, "factor": "5678"}
        assert client.post("/phan-anh/tra-cuu/", track).status_code == 302
        assert other.story in client.get(f"/phan-anh/{other.code}/").content.decode()
    else:
        client = browser_of(person(who, complaint))
    before = everything_stored()

    for name in BY_CODE | BY_TOKEN:
        values = {
            "code": complaint.code,
            "token": "dat-dai",
            "handle": "dat-dai",
        }
        parts = DOORS[name].pattern.converters
        url = reverse(name, kwargs={part: values[part] for part in parts})
        assert not shows(client.get(url), complaint), name
        answer = client.post(url, {"text": "x", "kind": "content", "kept": "no"})
        assert not shows(answer, complaint), name

    assert everything_stored() == before
    assert not Upload.objects.exists()
