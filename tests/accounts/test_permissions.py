from django.contrib.auth.models import AnonymousUser

import pytest

from accounts.enums import UnitKind
from accounts.permissions import (
    is_administrator,
    is_leader,
    is_of,
    is_of_department,
    is_of_import_export,
    is_of_surveillance,
    is_of_trade_management,
    is_officer,
    may_enter_admin,
)
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
NAMED = {
    "officer": is_officer,
    "department": is_of_department,
    "trade": is_of_trade_management,
    "trade_export": is_of_import_export,
    "surveillance": is_of_surveillance,
    "leader": is_leader,
    "administrator": is_administrator,
    "admin": may_enter_admin,
}
OFFICER = {"officer", "admin"}
OF_DEPARTMENT = OFFICER | {"department"}
TABLE = {
    "import_export": OF_DEPARTMENT | {"trade_export"},
    "trade_management": OF_DEPARTMENT | {"trade"},
    "office": OF_DEPARTMENT,
    "inspectorate": OF_DEPARTMENT,
    "affiliated": OF_DEPARTMENT,
    "leader": OF_DEPARTMENT | {"leader"},
    "district_officer": OFFICER,
    "surveillance": OFFICER | {"surveillance"},
    "surveillance_team": OFFICER | {"surveillance"},
    "consumer_association": OFFICER,
    "business_association": OFFICER,
    "administrator": {"administrator", "admin"},
    "merchant": set(),
}


def held_by(user):
    return {name for name, predicate in NAMED.items() if predicate(user)}


@pytest.mark.parametrize(("trait", "held"), TABLE.items())
def test_each_kind_of_person_holds_exactly_its_rights(trait, held):
    assert held_by(UserFactory(**{trait: True})) == held


def test_every_kind_of_unit_stands_in_the_table():
    kinds = {UserFactory(**{trait: True}).unit for trait in TABLE} - {None}

    assert {unit.kind for unit in kinds} == set(UnitKind)


@pytest.mark.parametrize("trait", [*TABLE, "administrator"])
def test_the_dismissed_hold_nothing(trait):
    assert held_by(UserFactory(**{trait: True}, dismissed=True)) == set()


@pytest.mark.parametrize("trait", sorted(TABLE.keys() - {"administrator", "merchant"}))
def test_members_of_a_closed_unit_hold_nothing(trait):
    assert held_by(UserFactory(**{trait: True}, unit__is_active=False)) == set()


def test_an_administrator_of_a_unit_also_holds_its_rights():
    user = UserFactory(trade_management=True, administrator=True)

    assert held_by(user) == TABLE["trade_management"] | TABLE["administrator"]


def test_visitors_hold_nothing():
    assert held_by(AnonymousUser()) == set()


def test_rights_are_given_to_kinds():
    user = UserFactory(inspectorate=True)

    assert is_of(user, UnitKind.OFFICE, UnitKind.INSPECTORATE)
    assert not is_of(user, UnitKind.OFFICE)
    assert not is_of(user)
