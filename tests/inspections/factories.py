"""Inspections and their parts, as the smallest valid records."""

from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from inspections.enums import (
    InspectionKind,
    InspectionOutcome,
    InspectionState,
    ViolationGroup,
)
from inspections.models import Finding, InspectedGoods, Inspection, Sanction
from tests.accounts.factories import DistrictFactory, UnitFactory
from tests.campaigns.factories import HCM


class InspectionFactory(DjangoModelFactory):
    """Planned by the surveillance department on the eve of the 60 hours."""

    class Meta:
        model = Inspection

    class Params:
        of_team = factory.Trait(
            unit=factory.SubFactory(UnitFactory, surveillance_team=True)
        )
        with_papers = factory.Trait(
            decision_ref="125/QĐ-KT",
            decided_on=date(2024, 11, 28),
            visit_on=date(2024, 11, 29),
        )
        under_way = factory.Trait(with_papers=True, state=InspectionState.UNDER_WAY)
        concluded = factory.Trait(
            with_papers=True,
            state=InspectionState.CONCLUDED,
            outcome=InspectionOutcome.NO_VIOLATION,
            concluded_at=datetime(2024, 11, 30, 10, tzinfo=HCM),
        )
        cancelled = factory.Trait(state=InspectionState.CANCELLED)

    reference = factory.Sequence(lambda n: f"KT-2023-{n + 1:05d}")
    subject_name = "Cửa hàng Thử"
    unit = factory.SubFactory(UnitFactory, surveillance=True)
    district = factory.SubFactory(DistrictFactory)
    kind = InspectionKind.UNANNOUNCED
    created_at = datetime(2024, 11, 28, 15, tzinfo=HCM)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    inspection = factory.SubFactory(InspectionFactory, under_way=True)
    group = ViolationGroup.COUNTERFEIT
    article = "Điều 11 Nghị định số 98/2020/NĐ-CP"
    description = "Nhãn hàng hoá giả mạo."


class SanctionFactory(DjangoModelFactory):
    class Meta:
        model = Sanction

    inspection = factory.SubFactory(InspectionFactory, under_way=True)
    decision_ref = factory.Sequence(lambda n: f"{n + 1}/QĐ-XPVPHC")
    decided_on = date(2024, 11, 30)
    fine_vnd = 7_500_000


class InspectedGoodsFactory(DjangoModelFactory):
    class Meta:
        model = InspectedGoods

    inspection = factory.SubFactory(InspectionFactory, under_way=True)
    name = "Áo thun"
    quantity = 40
    unit_of_measure = "chiếc"
    value_vnd = 12_000_000
    handling = "Tạm giữ"
