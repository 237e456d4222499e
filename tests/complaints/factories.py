"""Complaints and their parts, as the smallest valid records.

The default complaint has just come in and can be answered. ``ReferralFactory`` sends
it to a unit: ``ReferralFactory(unit__surveillance=True, role=ReferralRole.REFERRAL)``.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from accounts.models import Unit
from complaints.codes import written
from complaints.enums import (
    AnswerFor,
    ComplaintKind,
    ComplaintSource,
    ComplaintState,
    LinkPurpose,
    ReferralRole,
    ReferralState,
    RetentionOutcome,
    RoutingState,
    SellerChannel,
    SubjectRequestKind,
)
from complaints.loading import gather_rules, load_complaint_data
from complaints.models import (
    CannedAnswer,
    Category,
    Complaint,
    OneTimeLink,
    Quarantine,
    Referral,
    RetentionRule,
    RetentionRun,
    RoutingRule,
    RoutingSet,
    SellerRequest,
    SubjectRequest,
)
from promotions.enums import Confidence
from tests.accounts.factories import DistrictFactory, UnitFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
RECEIVED_AT = datetime(2024, 11, 29, 9, tzinfo=HCM)
LONG_AGO = datetime(2024, 11, 1, 9, tzinfo=HCM)


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ("code",)

    class Params:
        counterfeit = factory.Trait(
            code="counterfeit", name="Hàng giả, hàng nhái", group="counterfeit"
        )

    code = "false-discount"
    name = "Giảm giá không đúng sự thật"
    group = "promotion"


class CannedAnswerFactory(DjangoModelFactory):
    """A text of one unit for the answer to the person."""

    class Meta:
        model = CannedAnswer

    unit = factory.SubFactory(UnitFactory, trade_management=True)
    step = AnswerFor.ANSWER
    title = factory.Sequence(lambda n: f"Mẫu thử {n}")
    text = "Về phản ánh số {so_phan_anh}: người bán đã hoàn tiền."


class RoutingSetFactory(DjangoModelFactory):
    """The set in force; ``RoutingSetFactory(draft=True)`` is a change beside it."""

    class Meta:
        model = RoutingSet
        django_get_or_create = ("state",)

    class Params:
        draft = factory.Trait(state=RoutingState.DRAFT, activated_at=None)

    note = "Theo Kế hoạch, mục III"
    state = RoutingState.ACTIVE
    prepared_at = LONG_AGO
    activated_at = LONG_AGO


class RoutingRuleFactory(DjangoModelFactory):
    class Meta:
        model = RoutingRule
        django_get_or_create = ("routing_set", "code")

    class Params:
        informs = factory.Trait(role=ReferralRole.INFORMED, answer_days=0)

    routing_set = factory.SubFactory(RoutingSetFactory)
    code = factory.Sequence(lambda n: f"quy-tac-{n}")
    name = factory.Sequence(lambda n: f"Quy tắc {n}")
    position = factory.Sequence(lambda n: n + 1)
    receiver = "trade_management"
    role = ReferralRole.LEAD
    answer_days = 15
    reason = "Phòng Quản lý Thương mại chủ trì xử lý phản ánh về khuyến mại."


class ComplaintFactory(DjangoModelFactory):
    class Meta:
        model = Complaint

    class Params:
        counterfeit = factory.Trait(
            category=factory.SubFactory(CategoryFactory, counterfeit=True)
        )
        anonymous = factory.Trait(
            kind=ComplaintKind.TIP, full_name="", phone="", email=""
        )
        in_progress = factory.Trait(state=ComplaintState.IN_PROGRESS)
        overdue = factory.Trait(
            received_at=LONG_AGO, due_at=datetime(2024, 11, 20, tzinfo=HCM)
        )
        resolved = factory.Trait(
            state=ComplaintState.RESOLVED,
            closed_at=datetime(2024, 12, 5, 15, tzinfo=HCM),
            outcome="Người bán đã hoàn tiền cho người tiêu dùng.",
        )
        set_aside = factory.Trait(quarantined_at=RECEIVED_AT)

    code = factory.Sequence(lambda n: written(f"{n:012d}"))
    kind = ComplaintKind.COMPLAINT
    source = ComplaintSource.WEB
    category = factory.SubFactory(CategoryFactory)
    seller_name = "Cửa hàng Thử"
    seller_channel = SellerChannel.STORE
    seller_address = "12 Phố Thử, phường Thử"
    district = factory.SubFactory(DistrictFactory)
    story = "Giá gốc ghi 500.000 ₫, hôm trước chỉ bán 300.000 ₫."
    demand = "Hoàn lại phần tiền chênh lệch."
    full_name = "Lê Thị Thử"
    phone = "+84912345678"
    email = "nguoi-mua@thu.example"
    consent_version = "2024-11"
    consented_at = factory.SelfAttribute("received_at")
    received_at = RECEIVED_AT
    due_at = datetime(2024, 12, 21, tzinfo=HCM)


class QuarantineFactory(DjangoModelFactory):
    """What was set aside and nobody has decided yet."""

    class Meta:
        model = Quarantine

    complaint = factory.SubFactory(ComplaintFactory, set_aside=True)
    score = 100
    signs = factory.List([factory.Dict({"sign": "trap", "points": 100})])
    began_at = RECEIVED_AT


class ReferralFactory(DjangoModelFactory):
    """The part of one unit; the default is Trade Management, which leads."""

    class Meta:
        model = Referral

    class Params:
        lead = factory.Trait(
            unit=factory.SubFactory(UnitFactory, trade_management=True),
            role=ReferralRole.LEAD,
        )
        support = factory.Trait(
            unit=factory.SubFactory(UnitFactory, consumer_association=True),
            role=ReferralRole.SUPPORT,
        )
        examination = factory.Trait(
            unit=factory.SubFactory(UnitFactory, surveillance=True),
            role=ReferralRole.REFERRAL,
        )
        informed = factory.Trait(
            unit=factory.SubFactory(UnitFactory, district_committee=True),
            role=ReferralRole.INFORMED,
            due_at=None,
        )
        overdue = factory.Trait(
            sent_at=LONG_AGO, due_at=datetime(2024, 11, 20, tzinfo=HCM)
        )
        accepted = factory.Trait(state=ReferralState.ACCEPTED)
        answered = factory.Trait(
            state=ReferralState.ANSWERED,
            answered_at=datetime(2024, 12, 3, 10, tzinfo=HCM),
            answer="Chúng tôi đã làm việc với người bán.",
        )

    complaint = factory.SubFactory(ComplaintFactory)
    unit = factory.SubFactory(UnitFactory, trade_management=True)
    role = ReferralRole.LEAD
    reason = "Phòng Quản lý Thương mại chủ trì xử lý phản ánh về khuyến mại."
    sent_at = RECEIVED_AT
    due_at = datetime(2024, 12, 21, tzinfo=HCM)


class RetentionRuleFactory(DjangoModelFactory):
    class Meta:
        model = RetentionRule
        django_get_or_create = ("outcome", "category_group")

    outcome = RetentionOutcome.RESOLVED
    category_group = ""
    months = 24
    source = "Quyết định thử"
    confidence = Confidence.LOW


class RetentionRunFactory(DjangoModelFactory):
    """A dry run that nobody has proposed."""

    class Meta:
        model = RetentionRun

    most = 200
    due_count = 1
    prepared_at = datetime(2026, 12, 11, tzinfo=HCM)


class OneTimeLinkFactory(DjangoModelFactory):
    class Meta:
        model = OneTimeLink

    complaint = factory.SubFactory(ComplaintFactory)
    purpose = LinkPurpose.SELLER
    token_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    created_at = RECEIVED_AT
    expires_at = datetime(2024, 12, 28, tzinfo=HCM)


class SellerRequestFactory(DjangoModelFactory):
    """A request the seller has not answered yet."""

    class Meta:
        model = SellerRequest

    complaint = factory.SubFactory(ComplaintFactory)
    unit = factory.SubFactory(UnitFactory, trade_management=True)
    recipient = "cua-hang@thu.example"
    text = "Vì sao giá gốc ghi cao hơn giá đã bán?"
    shares_contact = False
    link = factory.SubFactory(
        OneTimeLinkFactory, complaint=factory.SelfAttribute("..complaint")
    )
    sent_at = RECEIVED_AT
    due_at = datetime(2024, 12, 11, tzinfo=HCM)


def default_rules() -> None:
    """Load the categories and rules of the plan, in force long ago."""
    load_complaint_data(category_model=Category, rule_model=RoutingRule)
    gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=LONG_AGO)


class SubjectRequestFactory(DjangoModelFactory):
    """A request for a copy that nobody has decided yet."""

    class Meta:
        model = SubjectRequest

    complaint = factory.SubFactory(ComplaintFactory)
    kind = SubjectRequestKind.ACCESS
    asked_at = RECEIVED_AT
    due_at = RECEIVED_AT + timedelta(hours=72)


def routed_units(district) -> dict[str, Unit]:
    """Make the units of the plan that may receive a complaint of this district."""
    return {
        "lead": UnitFactory(trade_management=True),
        "support": UnitFactory(consumer_association=True),
        "examination": UnitFactory(surveillance=True),
        "informed": UnitFactory(
            district_committee=True,
            code=f"ubnd-{district.slug}",
            name=f"UBND {district.name}",
            districts=[district],
        ),
    }
