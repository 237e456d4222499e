"""The districts of Thanh Hoá as tiles that lie as the districts do."""

from dataclasses import dataclass
from datetime import date

from accounts.enums import DistrictKind
from accounts.folding import fold
from accounts.models import District

# Code of the General Statistics Office → row from the north, column from the west.
PLACES = {
    "384": (1, 1),  # Mường Lát
    "385": (1, 2),  # Quan Hoá
    "387": (2, 2),  # Quan Sơn
    "386": (2, 3),  # Bá Thước
    "390": (2, 4),  # Cẩm Thuỷ
    "391": (2, 5),  # Thạch Thành
    "381": (2, 6),  # Bỉm Sơn
    "388": (3, 3),  # Lang Chánh
    "389": (3, 4),  # Ngọc Lặc
    "393": (3, 5),  # Vĩnh Lộc
    "392": (3, 6),  # Hà Trung
    "401": (3, 7),  # Nga Sơn
    "396": (4, 3),  # Thường Xuân
    "395": (4, 4),  # Thọ Xuân
    "394": (4, 5),  # Yên Định
    "400": (4, 6),  # Hậu Lộc
    "397": (5, 4),  # Triệu Sơn
    "398": (5, 5),  # Thiệu Hoá
    "399": (5, 6),  # Hoằng Hoá
    "402": (6, 3),  # Như Xuân
    "403": (6, 4),  # Như Thanh
    "405": (6, 5),  # Đông Sơn
    "380": (6, 6),  # Thanh Hoá
    "382": (6, 7),  # Sầm Sơn
    "404": (7, 5),  # Nông Cống
    "406": (7, 6),  # Quảng Xương
    "407": (8, 6),  # Nghi Sơn
}
KIND_IN_NAME = {
    DistrictKind.CITY: "Thành phố ",
    DistrictKind.TOWN: "Thị xã ",
    DistrictKind.RURAL: "Huyện ",
}


@dataclass(frozen=True)
class Tile:
    name: str
    slug: str
    is_urban: bool
    row: int
    column: int


def tiles(*, on: date) -> list[Tile]:
    """Return a tile for each district of the day, in the order of its short name."""
    found = [_tile(district) for district in District.objects.valid_on(on)]
    return sorted(found, key=lambda tile: fold(tile.name))


def _tile(district: District) -> Tile:
    kind = DistrictKind(district.kind)
    row, column = PLACES.get(district.code, (0, 0))
    return Tile(
        name=district.name.removeprefix(KIND_IN_NAME[kind]),
        slug=district.slug,
        is_urban=kind is not DistrictKind.RURAL,
        row=row,
        column=column,
    )
