"""Inspections of the demo, planned from complaints and concluded by a team."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from campaigns.models import Campaign
from complaints.models import Complaint
from inspections import workflow
from inspections.enums import InspectionOutcome, ViolationGroup
from inspections.models import Inspection
from inspections.planning import plan
from thanhhoa_ecom.demo.people import person

NOTICES = {
    InspectionOutcome.SANCTIONED: (
        "Đội Quản lý thị trường đã kiểm tra và xử phạt người bán theo quy định. "
        "Cảm ơn bạn đã phản ánh."
    ),
    InspectionOutcome.REMINDER: (
        "Đội Quản lý thị trường đã kiểm tra, nhắc nhở và yêu cầu người bán cam kết "
        "thực hiện đúng chương trình đã công bố."
    ),
    InspectionOutcome.NO_VIOLATION: (
        "Đội Quản lý thị trường đã kiểm tra và chưa phát hiện vi phạm."
    ),
}


def inspect(
    complaint: Complaint, campaign: Campaign, *, number: int, at: datetime
) -> Inspection:
    """Plan one inspection; of four, one stays planned and three are concluded."""
    random = Random(number * 15_485_863)
    inspector = person("doi-qltt-1" if number % 2 else "doi-qltt-2")
    assert inspector.unit is not None
    inspection = plan(
        unit=inspector.unit,
        district=complaint.district,
        subject_name=complaint.seller_name,
        by=inspector,
        at=at,
        campaign=campaign,
        merchant=complaint.merchant,
        promotion=complaint.promotion,
        complaints=[complaint],
    )
    if number % 4 == 3:
        return inspection
    day = timezone.localdate(at)
    inspection.decision_ref = f"{number + 101}/QĐ-KT"
    inspection.decided_on = inspection.visit_on = day
    inspection.minutes_ref = f"{number + 101}/BB-KT"
    inspection.save()
    inspection = workflow.begin(inspection, by=inspector, at=at + timedelta(hours=1))
    outcome = list(NOTICES)[number % 4]
    _record(inspection, outcome, random, number=number)
    return workflow.conclude(
        inspection,
        outcome=outcome,
        notice=NOTICES[outcome],
        by=inspector,
        at=at + timedelta(hours=5),
    )


def _record(
    inspection: Inspection, outcome: InspectionOutcome, random: Random, *, number: int
) -> None:
    if outcome == InspectionOutcome.NO_VIOLATION:
        return
    group = random.choice((ViolationGroup.PROMOTION, ViolationGroup.UNKNOWN_ORIGIN))
    inspection.findings.create(
        group=group,
        article="Điều 33 Nghị định 98/2020/NĐ-CP"
        if group == ViolationGroup.PROMOTION
        else "Điều 17 Nghị định 98/2020/NĐ-CP",
        description="Thông tin công khai tại nơi bán chưa đúng với nội dung đã thông báo.",
    )
    if outcome == InspectionOutcome.SANCTIONED and inspection.visit_on is not None:
        inspection.sanctions.create(
            decision_ref=f"{number + 201}/QĐ-XPVPHC",
            decided_on=inspection.visit_on,
            fine_vnd=random.choice((5_000_000, 7_500_000, 10_000_000)),
        )
        inspection.goods.create(
            name="Hàng hóa không có hóa đơn, chứng từ",
            quantity=random.randint(5, 60),
            unit_of_measure="sản phẩm",
            value_vnd=random.randint(2, 40) * 500_000,
            handling="Tạm giữ",
        )
