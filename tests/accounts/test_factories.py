import pytest

from accounts.enums import UnitKind
from accounts.permissions import is_officer
from tests.accounts.factories import (
    PASSWORD,
    DistrictFactory,
    UnitFactory,
    UserFactory,
)

UNIT_TRAITS = {
    "import_export": UnitKind.IMPORT_EXPORT,
    "trade_management": UnitKind.TRADE_MANAGEMENT,
    "office": UnitKind.OFFICE,
    "inspectorate": UnitKind.INSPECTORATE,
    "leadership": UnitKind.LEADERSHIP,
    "district_committee": UnitKind.DISTRICT_COMMITTEE,
    "surveillance": UnitKind.MARKET_SURVEILLANCE,
    "surveillance_team": UnitKind.SURVEILLANCE_TEAM,
    "consumer_association": UnitKind.CONSUMER_ASSOCIATION,
    "business_association": UnitKind.BUSINESS_ASSOCIATION,
}
USER_TRAITS = {
    **UNIT_TRAITS,
    "affiliated": UnitKind.AFFILIATED,
    "leader": UnitKind.LEADERSHIP,
    "district_officer": UnitKind.DISTRICT_COMMITTEE,
}
del USER_TRAITS["leadership"], USER_TRAITS["district_committee"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("trait", "kind"), UNIT_TRAITS.items())
def test_unit_traits_name_the_kind(trait, kind):
    unit = UnitFactory(**{trait: True})

    unit.full_clean()
    assert unit.kind == kind


@pytest.mark.parametrize(("trait", "kind"), USER_TRAITS.items())
def test_user_traits_make_an_officer_of_the_kind(trait, kind):
    officer = UserFactory(**{trait: True})

    assert is_officer(officer)
    assert officer.unit.kind == kind


def test_officers_of_a_single_unit_share_it():
    first, second = UserFactory.create_batch(2, trade_management=True)

    assert first.unit == second.unit


def test_a_district_committee_is_given_its_own_district():
    unit, other = UnitFactory.create_batch(2, district_committee=True)

    assert unit.districts.count() == 1
    assert unit.districts.get() != other.districts.get()


def test_an_officer_of_a_named_district():
    district = DistrictFactory()

    officer = UserFactory(district_officer=True, unit__districts=[district])

    assert list(officer.unit.districts.all()) == [district]


def test_the_password_of_a_made_user_opens_the_door():
    assert UserFactory().check_password(PASSWORD)
