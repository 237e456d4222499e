"""The matrix: kind of unit x what may be seen and done."""

from django.contrib.auth.models import AnonymousUser

import pytest

from inspections.models import Inspection
from inspections.permissions import (
    may_begin,
    may_cancel,
    may_conclude,
    may_edit,
    may_plan,
    may_plan_for,
    may_read_inspections,
)
from tests.accounts.factories import UnitFactory, UserFactory
from tests.inspections.factories import InspectionFactory

DENIED = [
    "import_export",
    "trade_management",
    "office",
    "affiliated",
    "leader",
    "consumer_association",
    "business_association",
    "administrator",
    "merchant",
]


@pytest.fixture
def inspections():
    """One of the department, one each of two teams, in a district each."""
    return [
        InspectionFactory(),
        InspectionFactory(of_team=True),
        InspectionFactory(of_team=True),
    ]


def visible(user):
    return list(Inspection.objects.visible_to(user).order_by("pk"))


@pytest.mark.parametrize("kind", DENIED)
@pytest.mark.django_db
def test_other_units_and_the_public_see_and_do_nothing(kind, inspections):
    user = UserFactory(**{kind: True})

    assert visible(user) == []
    assert not may_read_inspections(user)
    assert not may_plan(user)
    assert not any(may_edit(user, inspection) for inspection in inspections)


@pytest.mark.django_db
def test_a_visitor_sees_and_does_nothing(inspections):
    assert visible(AnonymousUser()) == []
    assert not may_read_inspections(AnonymousUser())
    assert not may_plan(AnonymousUser())


@pytest.mark.django_db
def test_the_department_sees_and_edits_all(inspections):
    user = UserFactory(surveillance=True)

    assert visible(user) == inspections
    assert [may_edit(user, inspection) for inspection in inspections] == [True] * 3
    assert may_plan_for(user, inspections[2].unit)
    assert not may_plan_for(user, UnitFactory(trade_management=True))


@pytest.mark.django_db
def test_a_team_sees_and_edits_only_its_own(inspections):
    user = UserFactory(unit=inspections[1].unit)

    assert visible(user) == [inspections[1]]
    assert [may_edit(user, inspection) for inspection in inspections] == [
        False,
        True,
        False,
    ]
    assert may_plan_for(user, inspections[1].unit)
    assert not may_plan_for(user, inspections[2].unit)
    assert not may_plan_for(user, inspections[0].unit)


@pytest.mark.django_db
def test_the_inspectorate_reads_all_and_edits_none(inspections):
    user = UserFactory(inspectorate=True)

    assert visible(user) == inspections
    assert not may_plan(user)
    assert not any(may_edit(user, inspection) for inspection in inspections)


@pytest.mark.django_db
def test_a_district_committee_reads_its_districts_and_edits_none(inspections):
    committee = UnitFactory(
        district_committee=True,
        districts=[inspections[0].district, inspections[2].district],
    )
    user = UserFactory(unit=committee)

    assert visible(user) == [inspections[0], inspections[2]]
    assert may_read_inspections(user)
    assert not may_plan(user)
    assert not any(may_edit(user, inspection) for inspection in inspections)


@pytest.mark.django_db
def test_somebody_dismissed_sees_and_does_nothing(inspections):
    user = UserFactory(surveillance=True, dismissed=True)

    assert visible(user) == []
    assert not may_plan(user)
    assert not may_edit(user, inspections[0])


@pytest.mark.django_db
def test_people_of_a_closed_unit_see_and_do_nothing(inspections):
    unit = inspections[1].unit
    unit.is_active = False
    unit.save()
    user = UserFactory(unit=unit)

    assert visible(user) == []
    assert not may_plan(user)
    assert not may_edit(user, inspections[1])


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ({}, [True, True, False, True]),
        ({"under_way": True}, [True, False, True, True]),
        ({"concluded": True}, [False, False, False, False]),
        ({"cancelled": True}, [False, False, False, False]),
    ],
)
@pytest.mark.django_db
def test_the_state_decides_which_steps_are_open(state, steps):
    inspection = InspectionFactory(of_team=True, **state)
    user = UserFactory(unit=inspection.unit)

    assert [
        may_edit(user, inspection),
        may_begin(user, inspection),
        may_conclude(user, inspection),
        may_cancel(user, inspection),
    ] == steps
