"""Which unit of a kind receives: the first active one, of the district if it matters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from accounts.enums import UnitKind
from accounts.models import District, Unit

BY_DISTRICT = frozenset({UnitKind.DISTRICT_COMMITTEE, UnitKind.SURVEILLANCE_TEAM})


@dataclass(frozen=True)
class Directory:
    """Active units by kind, and by kind and district where a kind works by district."""

    anywhere: dict[str, Unit]
    of_district: dict[tuple[str, int], Unit]

    def find(self, kind: str, district_id: int) -> Unit | None:
        if kind in BY_DISTRICT:
            return self.of_district.get((kind, district_id))
        return self.anywhere.get(kind)


def units_for(kinds: Iterable[str], district_id: int) -> Directory:
    """Return the units one complaint of this district may reach; one query."""
    wanted = set(kinds)
    here = Q(kind__in=wanted - BY_DISTRICT) | Q(
        kind__in=wanted & BY_DISTRICT, districts=district_id
    )
    anywhere: dict[str, Unit] = {}
    of_district: dict[tuple[str, int], Unit] = {}
    for unit in Unit.objects.filter(here, is_active=True).order_by("code"):
        if unit.kind in BY_DISTRICT:
            of_district.setdefault((unit.kind, district_id), unit)
        else:
            anywhere.setdefault(unit.kind, unit)
    return Directory(anywhere, of_district)


def all_units() -> Directory:
    """Return every unit that may receive; two queries, for many complaints."""
    anywhere: dict[str, Unit] = {}
    of_district: dict[tuple[str, int], Unit] = {}
    districts = Prefetch("districts", District.objects.only("pk"))
    for unit in (
        Unit.objects.filter(is_active=True).order_by("code").prefetch_related(districts)
    ):
        if unit.kind in BY_DISTRICT:
            for district in unit.districts.all():
                of_district.setdefault((unit.kind, district.pk), unit)
        else:
            anywhere.setdefault(unit.kind, unit)
    return Directory(anywhere, of_district)
