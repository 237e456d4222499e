import json
from datetime import date
from pathlib import Path

from django.apps import apps

import pytest

from accounts.enums import DistrictKind
from tests.accounts.factories import DistrictFactory
from thanhhoa_ecom.district_tiles import PLACES, Tile, tiles

DURING = date(2024, 11, 29)


def test_every_district_of_2024_has_a_place_of_its_own() -> None:
    path = Path(apps.get_app_config("accounts").path, "data", "districts_2024.json")
    codes = {district["code"] for district in json.loads(path.read_text("utf-8"))}

    assert set(PLACES) == codes
    assert len(set(PLACES.values())) == 27


@pytest.mark.django_db
def test_tiles_bear_short_names_in_their_order() -> None:
    DistrictFactory(
        code="407", name="Thị xã Nghi Sơn", slug="b", kind=DistrictKind.TOWN
    )
    DistrictFactory(
        code="380", name="Thành phố Thanh Hoá", slug="a", kind=DistrictKind.CITY
    )
    DistrictFactory(code="405", name="Huyện Đông Sơn", slug="c")

    assert tiles(on=DURING) == [
        Tile("Đông Sơn", "c", is_urban=False, row=6, column=5),
        Tile("Nghi Sơn", "b", is_urban=True, row=8, column=6),
        Tile("Thanh Hoá", "a", is_urban=True, row=6, column=6),
    ]


@pytest.mark.django_db
def test_a_merged_district_is_left_out_from_its_last_day_on() -> None:
    DistrictFactory(merged=True)

    assert [tile.name for tile in tiles(on=date(2024, 12, 31))] == ["Đông Sơn"]
    assert tiles(on=date(2025, 1, 1)) == []
