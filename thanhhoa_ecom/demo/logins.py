"""The people of the demo: one for every kind of unit, merchants and a leader.

They exist only where ``PORTAL_DEMO`` is on, and share one password that is printed at
the start.
"""

from dataclasses import dataclass

from accounts.enums import UnitKind

PASSWORD = "thu-nghiem-2024"  # noqa: S105 -- printed at the start of the demo
DOMAIN = "demo.thanhhoa.example"


@dataclass(frozen=True)
class DemoLogin:
    """A demo person. ``district`` is the code of a district committee or team."""

    name: str
    full_name: str
    position: str
    kind: UnitKind | None
    district: str = ""
    is_head: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


OFFICERS = (
    DemoLogin("lanh-dao", "Lê Minh Phúc", "Phó Giám đốc Sở", UnitKind.LEADERSHIP),
    DemoLogin("thuong-mai", "Nguyễn Thị Hà", "Chuyên viên", UnitKind.TRADE_MANAGEMENT),
    DemoLogin(
        "truong-phong-thuong-mai",
        "Lê Xuân Hoà",
        "Trưởng phòng",
        UnitKind.TRADE_MANAGEMENT,
        is_head=True,
    ),
    DemoLogin("thuong-mai-2", "Phạm Đức Thọ", "Chuyên viên", UnitKind.TRADE_MANAGEMENT),
    DemoLogin(
        "xuat-nhap-khau", "Trịnh Văn Quang", "Chuyên viên", UnitKind.IMPORT_EXPORT
    ),
    DemoLogin("van-phong", "Hoàng Thu Trang", "Chuyên viên", UnitKind.OFFICE),
    DemoLogin("thanh-tra", "Đỗ Mạnh Cường", "Thanh tra viên", UnitKind.INSPECTORATE),
    DemoLogin("don-vi-thuoc-so", "Vũ Thị Lan", "Chuyên viên", UnitKind.AFFILIATED),
    DemoLogin(
        "cuc-qltt", "Lưu Quốc Bảo", "Kiểm soát viên", UnitKind.MARKET_SURVEILLANCE
    ),
    DemoLogin(
        "doi-qltt-1", "Bùi Văn Hải", "Kiểm soát viên", UnitKind.SURVEILLANCE_TEAM, "380"
    ),
    DemoLogin(
        "doi-qltt-2",
        "Mai Xuân Lộc",
        "Kiểm soát viên",
        UnitKind.SURVEILLANCE_TEAM,
        "384",
    ),
    DemoLogin(
        "hoi-bvntd", "Cao Thị Nhàn", "Cán bộ tư vấn", UnitKind.CONSUMER_ASSOCIATION
    ),
    DemoLogin("hiep-hoi-dn", "Tống Văn Thành", "Cán bộ", UnitKind.BUSINESS_ASSOCIATION),
    DemoLogin(
        "ubnd-tp-thanh-hoa",
        "Lê Thị Hồng",
        "Chuyên viên Phòng Kinh tế",
        UnitKind.DISTRICT_COMMITTEE,
        "380",
    ),
    DemoLogin(
        "ubnd-muong-lat",
        "Hơ Thị Dua",
        "Chuyên viên Phòng Kinh tế và Hạ tầng",
        UnitKind.DISTRICT_COMMITTEE,
        "384",
    ),
)
MERCHANTS = (
    DemoLogin("cua-hang", "Phạm Thị Mai", "Chủ cửa hàng", None),
    DemoLogin("hop-tac-xa", "Lò Văn Inh", "Giám đốc hợp tác xã", None),
)
