import re

from django.urls import reverse

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Unit, User
from notifications.models import Notice
from tests.accounts.factories import DistrictFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = "/quan-tri/accounts/user/"
UNITS = "/quan-tri/accounts/unit/"
DISTRICTS = "/quan-tri/accounts/district/"
NEW_PASSWORD = "mot-mat-khau-moi-va-dai"


@pytest.fixture
def administrator(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


def answers(**changes):
    unit = UnitFactory(office=True)
    given = {
        "email": "Ha.Nguyen@So.example",
        "full_name": "Nguyễn Thị Hà",
        "position": "Chuyên viên",
        "unit": unit.pk,
    }
    return {**given, **changes}


def errors(response):
    return response.context["adminform"].form.errors


@pytest.mark.parametrize("trait", ["leader", "import_export", "trade_management"])
def test_officers_do_not_see_the_people(client, trait):
    officer = UserFactory(**{trait: True})
    client.force_login(officer)

    pages = [PEOPLE, f"{PEOPLE}add/", f"{PEOPLE}{officer.pk}/change/"]

    assert [client.get(page).status_code for page in pages] == [403, 403, 403]


def test_a_new_officer_chooses_a_password_by_mail(client, administrator):
    client.post(f"{PEOPLE}add/", answers())

    officer = User.objects.get(email="ha.nguyen@so.example")
    assert officer.unit == Unit.objects.get(code="van-phong-so")
    assert not officer.has_usable_password()
    assert EmailAddress.objects.get(user=officer).verified
    notice = Notice.objects.get()
    assert notice.template == "accounts/mail/set_password"
    assert "Văn phòng Sở" in notice.body

    client.logout()
    path = re.search(r"http://testserver(/\S+)", notice.body)[1]
    form = client.get(path, follow=True)
    new = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form.redirect_chain[-1][0], new)
    login = {"login": officer.email, "password": NEW_PASSWORD}
    client.post(reverse("account_login"), login)
    assert client.session["_auth_user_id"] == str(officer.pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unit": ""}, "unit"),
        ({"full_name": ""}, "full_name"),
        ({"email": "khong-phai-dia-chi"}, "email"),
    ],
)
def test_an_incomplete_invitation_makes_nobody(client, administrator, change, field):
    response = client.post(f"{PEOPLE}add/", answers(**change))

    assert list(errors(response)) == [field]
    assert User.objects.count() == 1
    assert Notice.objects.count() == 0


def test_an_address_in_use_is_refused_in_any_case(client, administrator):
    UserFactory(email="ha.nguyen@so.example")

    response = client.post(f"{PEOPLE}add/", answers())

    assert "email" in errors(response)
    assert User.objects.count() == 2
    assert Notice.objects.count() == 0


def test_an_administrator_needs_no_unit(client, administrator):
    client.post(f"{PEOPLE}add/", answers(unit="", is_superuser="on"))

    invited = User.objects.get(email="ha.nguyen@so.example")
    assert (invited.is_superuser, invited.is_staff, invited.unit) == (True, True, None)


def test_the_address_of_a_person_does_not_change(client, administrator):
    person = UserFactory(office=True)

    client.post(
        f"{PEOPLE}{person.pk}/change/",
        answers(email="khac@so.example", full_name="Tên Mới", is_active="on"),
    )

    before, person = person.email, User.objects.get(pk=person.pk)
    assert (person.email, person.full_name) == (before, "Tên Mới")


def test_a_deactivated_officer_is_out_at_once(client, administrator):
    officer = UserFactory(trade_management=True)
    theirs = type(client)()
    theirs.force_login(officer)
    assert theirs.get("/quan-tri/").status_code == 200

    chosen = [officer.pk, administrator.pk]
    client.post(PEOPLE, {"action": "deactivate", "_selected_action": chosen})

    assert theirs.get("/quan-tri/").status_code == 302
    officer.refresh_from_db()
    administrator.refresh_from_db()
    assert (officer.is_active, administrator.is_active) == (False, True)
    labels = officer.revisions.order_by("pgh_id").values_list("is_active", flat=True)
    assert list(labels) == [True, False]


@pytest.mark.parametrize("change", [{"is_superuser": "on"}, {"is_active": "on"}, {}])
def test_administrators_cannot_lock_themselves_out(client, administrator, change):
    response = client.post(
        f"{PEOPLE}{administrator.pk}/change/", {"full_name": "Tôi", **change}
    )

    assert list(errors(response)) == ["__all__"]
    administrator.refresh_from_db()
    assert (administrator.is_active, administrator.is_superuser) == (True, True)


def test_nobody_is_deleted(client, administrator):
    person = UserFactory(office=True)

    single = client.post(f"{PEOPLE}{person.pk}/delete/", {"post": "yes"})
    many = {"action": "delete_selected", "_selected_action": [person.pk]}
    client.post(PEOPLE, {**many, "post": "yes"})

    assert single.status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_the_password_mail_reaches_active_people_only(client, administrator):
    active = UserFactory(office=True)
    dismissed = UserFactory(office=True, dismissed=True)

    client.post(
        PEOPLE,
        {
            "action": "send_password_mail",
            "_selected_action": [active.pk, dismissed.pk],
        },
    )

    assert [notice.recipient for notice in Notice.objects.all()] == [active.email]


@pytest.mark.parametrize("page", [UNITS, DISTRICTS])
def test_officers_read_the_directory_and_change_nothing(client, page):
    officer = UserFactory(district_officer=True)
    client.force_login(officer)
    record = officer.unit if page == UNITS else officer.unit.districts.get()

    assert client.get(page).status_code == 200
    assert (
        client.post(f"{page}{record.pk}/change/", {"name": "Khác"}).status_code == 403
    )
    assert client.get(f"{page}add/").status_code == 403
    record.refresh_from_db()
    assert record.name != "Khác"


def test_people_without_a_unit_see_no_directory(client):
    client.force_login(UserFactory(merchant=True))

    response = client.get(UNITS, follow=True)

    assert (response.status_code, response.context.get("cl")) == (403, None)


def test_an_administrator_keeps_the_address_of_a_unit(client, administrator):
    unit = UnitFactory(consumer_association=True)

    client.post(
        f"{UNITS}{unit.pk}/change/",
        {
            "name": unit.name,
            "code": unit.code,
            "kind": unit.kind,
            "email": "hoi@thu.example",
            "is_active": "on",
        },
    )

    unit.refresh_from_db()
    assert unit.email == "hoi@thu.example"
    assert unit.revisions.count() == 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "factory"),
    [(PEOPLE, UserFactory), (UNITS, UnitFactory), (DISTRICTS, DistrictFactory)],
)
def test_lists_cost_the_same_for_any_number(
    client, administrator, rows, page, factory, django_assert_num_queries
):
    factory.create_batch(rows)

    with django_assert_num_queries(5):
        client.get(page)


@pytest.mark.parametrize(
    ("head", "is_made"), [({}, False), ({"is_active": False}, True)]
)
def test_a_unit_has_one_head(client, administrator, head, is_made):
    UserFactory(office=True, is_head=True, **head)

    response = client.post(f"{PEOPLE}add/", answers(is_head="on"))

    assert User.objects.filter(email="ha.nguyen@so.example").exists() is is_made
    if not is_made:
        assert list(errors(response)) == ["is_head"]


def test_a_second_head_is_refused_on_the_page_of_a_person(client, administrator):
    UserFactory(office=True, is_head=True)
    person = UserFactory(office=True)

    response = client.post(
        f"{PEOPLE}{person.pk}/change/", answers(is_active="on", is_head="on")
    )

    assert errors(response)
    assert not User.objects.get(pk=person.pk).is_head
