from datetime import date
from io import StringIO

from django.core.management import CommandError, call_command

import pytest

from accounts.enums import DistrictKind, UnitKind
from accounts.loading import Counts, load_districts, load_units
from accounts.models import District, Unit
from tests.accounts.factories import UnitFactory

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("load_units", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def loaded():
    load_districts()
    load_units()


def test_a_first_run_creates_everything_and_a_second_changes_nothing():
    assert run("--wet-run") == [
        "Districts: 27 created, 0 updated, 0 unchanged.",
        "Units: 36 created, 0 updated, 0 unchanged.",
    ]
    assert run("--wet-run") == [
        "Districts: 0 created, 0 updated, 27 unchanged.",
        "Units: 0 created, 0 updated, 36 unchanged.",
    ]


def test_without_wet_run_nothing_is_written():
    last_line = run()[-1]

    assert last_line == "Nothing was written; add --wet-run to write."
    assert (District.objects.count(), Unit.objects.count()) == (0, 0)


def test_the_province_has_two_cities_two_towns_and_23_rural_districts(loaded):
    kinds = [District.objects.filter(kind=kind).count() for kind in DistrictKind]

    assert kinds == [2, 2, 23]


def test_the_name_of_the_province_is_spelled_as_the_province_does(loaded):
    assert District.objects.get(code="380").name == "Thành phố Thanh Hoá"
    assert not District.objects.filter(name__contains="Hóa").exists()
    assert not Unit.objects.filter(name__contains="Hóa").exists()


@pytest.mark.parametrize(
    ("day", "count"), [(date(2024, 12, 31), 27), (date(2025, 1, 1), 26)]
)
def test_dong_son_is_a_district_until_the_end_of_2024(loaded, day, count):
    valid = District.objects.valid_on(day)

    assert valid.count() == count
    assert valid.filter(name="Huyện Đông Sơn").exists() == (count == 27)


def test_each_district_has_one_committee_of_its_own(loaded):
    committees = Unit.objects.filter(kind=UnitKind.DISTRICT_COMMITTEE)

    pairs = sorted(committees.values_list("districts__code", "name"))
    districts = District.objects.order_by("code")
    assert pairs == [
        (d.code, f"UBND {d.name[0].lower()}{d.name[1:]}") for d in districts
    ]


def test_the_other_units_are_those_of_the_plan(loaded):
    others = Unit.objects.exclude(kind=UnitKind.DISTRICT_COMMITTEE)

    assert set(others.values_list("kind", "name")) == {
        ("leadership", "Lãnh đạo Sở"),
        ("import_export", "Phòng Quản lý Xuất nhập khẩu"),
        ("trade_management", "Phòng Quản lý Thương mại"),
        ("office", "Văn phòng Sở"),
        ("inspectorate", "Thanh tra Sở"),
        ("affiliated", "Các đơn vị thuộc Sở Công Thương"),
        ("market_surveillance", "Cục Quản lý thị trường tỉnh"),
        ("business_association", "Hiệp hội Doanh nghiệp tỉnh"),
        ("consumer_association", "Hội Bảo vệ người tiêu dùng tỉnh"),
    }
    assert Unit.objects.get(kind=UnitKind.IMPORT_EXPORT).symbol == "XNK"
    assert not others.filter(districts__isnull=False).exists()


def test_divisions_report_to_the_leadership(loaded):
    leadership = Unit.objects.get(kind=UnitKind.LEADERSHIP)

    assert set(leadership.children.values_list("code", flat=True)) == {
        "xnk",
        "qltm",
        "van-phong-so",
        "thanh-tra-so",
        "don-vi-thuoc-so",
    }


def test_what_people_keep_in_the_admin_stays(loaded):
    Unit.objects.filter(code="qltm").update(
        email="qltm@so.example", phone="0237 3852 000", is_active=False, name="Sai"
    )

    counts = load_units()

    unit = Unit.objects.get(code="qltm")
    assert counts == Counts(updated=1, unchanged=35)
    assert unit.name == "Phòng Quản lý Thương mại"
    assert (unit.email, unit.phone) == ("qltm@so.example", "0237 3852 000")
    assert unit.is_active is False


def test_a_committee_that_lost_its_district_gets_it_back(loaded):
    Unit.objects.get(code="ubnd-muong-lat").districts.clear()

    assert load_units() == Counts(updated=1, unchanged=35)
    assert Unit.objects.get(code="ubnd-muong-lat").districts.get().code == "384"


def test_units_that_are_not_in_the_file_stay(loaded):
    team = UnitFactory(surveillance_team=True)

    load_units()

    assert Unit.objects.filter(pk=team.pk).exists()


def test_a_second_unit_of_a_single_kind_is_refused_and_nothing_changes():
    UnitFactory(kind=UnitKind.OFFICE, code="van-phong-khac")

    with pytest.raises(CommandError, match="deactivate the other unit"):
        run("--wet-run")

    assert District.objects.count() == 0
    assert Unit.objects.count() == 1
