"""People, units and districts, as the smallest valid records.

A Trait names what somebody is: ``UserFactory(trade_management=True)``. Units of a kind
that exists once are shared, with the codes of ``accounts/data/units.toml``.
"""

from datetime import date

import factory
from factory.django import DjangoModelFactory, Password

from accounts.enums import DistrictKind, UnitKind
from accounts.models import District, Unit, User

PASSWORD = "mot-mat-khau-chi-de-thu"


class DistrictFactory(DjangoModelFactory):
    class Meta:
        model = District
        django_get_or_create = ("code",)

    class Params:
        merged = factory.Trait(
            code="405",
            name="Huyện Đông Sơn",
            slug="huyen-dong-son",
            valid_until=date(2025, 1, 1),
        )

    code = factory.Sequence(lambda n: f"{600 + n % 400}")
    name = factory.LazyAttribute(lambda o: f"Huyện Thử {o.code}")
    slug = factory.LazyAttribute(lambda o: f"huyen-thu-{o.code}")
    kind = DistrictKind.RURAL


class UnitFactory(DjangoModelFactory):
    """A unit; a district committee without ``districts`` is given one of its own."""

    class Meta:
        model = Unit
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    class Params:
        import_export = factory.Trait(
            code="xnk",
            kind=UnitKind.IMPORT_EXPORT,
            name="Phòng Quản lý Xuất nhập khẩu",
            symbol="XNK",
        )
        trade_management = factory.Trait(
            code="qltm",
            kind=UnitKind.TRADE_MANAGEMENT,
            name="Phòng Quản lý Thương mại",
            symbol="QLTM",
        )
        office = factory.Trait(
            code="van-phong-so", kind=UnitKind.OFFICE, name="Văn phòng Sở"
        )
        inspectorate = factory.Trait(
            code="thanh-tra-so", kind=UnitKind.INSPECTORATE, name="Thanh tra Sở"
        )
        leadership = factory.Trait(
            code="lanh-dao-so", kind=UnitKind.LEADERSHIP, name="Lãnh đạo Sở"
        )
        district_committee = factory.Trait(
            code=factory.Sequence(lambda n: f"ubnd-huyen-thu-{n}"),
            kind=UnitKind.DISTRICT_COMMITTEE,
            name=factory.Sequence(lambda n: f"UBND huyện Thử {n}"),
        )
        surveillance = factory.Trait(
            code="cuc-qltt",
            kind=UnitKind.MARKET_SURVEILLANCE,
            name="Cục Quản lý thị trường tỉnh",
        )
        surveillance_team = factory.Trait(
            code=factory.Sequence(lambda n: f"doi-qltt-{n}"),
            kind=UnitKind.SURVEILLANCE_TEAM,
            name=factory.Sequence(lambda n: f"Đội Quản lý thị trường số {n}"),
            parent=factory.SubFactory(
                "tests.accounts.factories.UnitFactory", surveillance=True
            ),
        )
        consumer_association = factory.Trait(
            code="hoi-bvntd",
            kind=UnitKind.CONSUMER_ASSOCIATION,
            name="Hội Bảo vệ người tiêu dùng tỉnh",
        )
        business_association = factory.Trait(
            code="hiep-hoi-dn",
            kind=UnitKind.BUSINESS_ASSOCIATION,
            name="Hiệp hội Doanh nghiệp tỉnh",
        )
        closed = factory.Trait(is_active=False)

    code = factory.Sequence(lambda n: f"don-vi-{n}")
    kind = UnitKind.AFFILIATED
    name = factory.Sequence(lambda n: f"Đơn vị thuộc Sở {n}")
    email = factory.LazyAttribute(lambda o: f"{o.code}@don-vi.example")

    @factory.post_generation
    def districts(unit, create, wanted, **kwargs):
        if wanted is None and unit.kind == UnitKind.DISTRICT_COMMITTEE:
            wanted = unit.districts.all() or [DistrictFactory()]
        if wanted is not None:
            unit.districts.set(wanted)


def _officer(**unit):
    return factory.Trait(unit=factory.SubFactory(UnitFactory, **unit))


class UserFactory(DjangoModelFactory):
    """Somebody without a unit, such as a merchant's employee."""

    class Meta:
        model = User

    class Params:
        import_export = _officer(import_export=True)
        trade_management = _officer(trade_management=True)
        office = _officer(office=True)
        inspectorate = _officer(inspectorate=True)
        affiliated = _officer()
        leader = _officer(leadership=True)
        district_officer = _officer(district_committee=True)
        surveillance = _officer(surveillance=True)
        surveillance_team = _officer(surveillance_team=True)
        consumer_association = _officer(consumer_association=True)
        business_association = _officer(business_association=True)
        administrator = factory.Trait(is_staff=True, is_superuser=True)
        merchant = factory.Trait(unit=None)
        dismissed = factory.Trait(is_active=False)

    email = factory.Sequence(lambda n: f"nguoi-{n}@thu.example")
    full_name = factory.Sequence(lambda n: f"Nguyễn Thử {n}")
    password = Password(PASSWORD)
