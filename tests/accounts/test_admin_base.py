"""The base of every admin denies until a class says who may."""

from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

import pytest

from accounts.admin_base import OfficeAdmin
from campaigns.models import Activity
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import ActivityFactory

pytestmark = pytest.mark.django_db


class Silent(OfficeAdmin):
    """Says nothing, so nobody may change anything."""


class Generous(OfficeAdmin):
    """Lets everybody add and change: what they see still bounds them."""

    def may_add(self, user):
        return True

    def may_change(self, user, record):
        return True


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def rights(desk, request, record=None):
    return {
        name
        for name in ("view", "add", "change", "delete")
        if getattr(desk, f"has_{name}_permission")(
            request, *([] if name == "add" else [record])
        )
    }


@pytest.fixture
def activity():
    return ActivityFactory()


@pytest.mark.parametrize("model_admin", [Silent, Generous])
def test_a_list_holds_only_what_is_visible_to_the_person(activity, model_admin):
    desk = model_admin(Activity, AdminSite())

    own = desk.get_queryset(request_of(UserFactory(office=True)))
    foreign = desk.get_queryset(request_of(UserFactory(inspectorate=True)))

    assert (list(own), list(foreign)) == ([activity], [])


def test_a_silent_desk_shows_and_changes_nothing(activity):
    desk = Silent(Activity, AdminSite())
    request = request_of(UserFactory(office=True))

    assert rights(desk, request) == {"view"}
    assert rights(desk, request, activity) == {"view"}


def test_what_may_not_be_changed_is_not_looked_up(activity, django_assert_num_queries):
    desk = Silent(Activity, AdminSite())
    request = request_of(UserFactory(office=True))

    with django_assert_num_queries(0):
        assert not desk.has_change_permission(request, activity)


def test_a_generous_desk_is_bounded_by_what_is_visible(activity):
    desk = Generous(Activity, AdminSite())
    own = request_of(UserFactory(office=True))
    foreign = request_of(UserFactory(inspectorate=True))

    assert rights(desk, own, activity) == {"view", "add", "change"}
    assert rights(desk, foreign, activity) == {"add"}


@pytest.mark.parametrize(
    "make_user",
    [
        AnonymousUser,
        lambda: UserFactory(merchant=True),
        lambda: UserFactory(administrator=True),
        lambda: UserFactory(office=True, dismissed=True),
        lambda: UserFactory(inspectorate=True, unit__is_active=False),
    ],
)
def test_who_is_no_officer_sees_no_desk(activity, make_user):
    desk = Silent(Activity, AdminSite())
    request = request_of(make_user())

    assert desk.has_module_permission(request) is False
    assert rights(desk, request) == rights(desk, request, activity) == set()
