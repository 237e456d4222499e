"""Merchants and their promotions, as the smallest valid records.

A Trait names where a dossier stands: ``PromotionFactory(published=True)``. The default
is an empty draft; every later Trait fills it so that the law has no error against it.
Tax codes are made up; their check digit is right.
"""

import hashlib
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from campaigns.models import Campaign
from promotions.enums import (
    ChannelKind,
    KeyScope,
    MemberRole,
    MerchantKind,
    PromotionForm,
    PromotionState,
)
from promotions.models import (
    ApiKey,
    Appeal,
    Branch,
    CannedReason,
    CodePool,
    GoodsGroup,
    Item,
    Merchant,
    MerchantMember,
    Prize,
    Promotion,
    SalesChannel,
    SavedSearch,
)
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.campaigns.factories import CampaignFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
STARTED_AT = datetime(2024, 11, 18, 9, tzinfo=HCM)


def _tax_codes():
    for position in range(1, 100_000):
        digits = f"2899{position:05d}"
        total = sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True))
        if total % 11:
            yield f"{digits}{10 - total % 11}"


_UNUSED_TAX_CODES = _tax_codes()
_USED_TAX_CODES = []


def tax_code(number: int) -> str:
    """Return the ``number``-th valid tax code that begins with 2899.

    One in eleven has no check digit and is passed over.
    """
    while len(_USED_TAX_CODES) <= number:
        _USED_TAX_CODES.append(next(_UNUSED_TAX_CODES))
    return _USED_TAX_CODES[number]


def the_campaign():
    """Return the campaign of 2024: two published ones may not overlap."""
    return Campaign.objects.published().first() or CampaignFactory()


class MerchantFactory(DjangoModelFactory):
    class Meta:
        model = Merchant

    class Params:
        representative_office = factory.Trait(kind=MerchantKind.REPRESENTATIVE_OFFICE)
        household = factory.Trait(kind=MerchantKind.HOUSEHOLD)

    tax_code = factory.Sequence(tax_code)
    kind = MerchantKind.ENTERPRISE
    name = factory.Sequence(lambda n: f"Công ty TNHH Thử nghiệm {n}")
    address = "Số 1 đường Thử Nghiệm"
    district = factory.SubFactory(DistrictFactory)
    phone = "+842373852000"
    email = factory.Sequence(lambda n: f"thuong-nhan-{n}@thu.example")
    contact_name = "Người Liên Hệ"
    created_at = STARTED_AT


class MerchantMemberFactory(DjangoModelFactory):
    class Meta:
        model = MerchantMember

    class Params:
        editor = factory.Trait(role=MemberRole.EDITOR)

    merchant = factory.SubFactory(MerchantFactory)
    user = factory.SubFactory(UserFactory)
    role = MemberRole.OWNER


class SalesChannelFactory(DjangoModelFactory):
    class Meta:
        model = SalesChannel

    class Params:
        store = factory.Trait(kind=ChannelKind.STORE, url="", address="Số 1 đường Thử")
        website = factory.Trait(kind=ChannelKind.WEBSITE)

    merchant = factory.SubFactory(MerchantFactory)
    kind = ChannelKind.MARKETPLACE
    name = "Gian hàng trên sàn"
    url = "https://san.example/gian-hang"


class GoodsGroupFactory(DjangoModelFactory):
    """A group; the shipped groups are found by their code."""

    class Meta:
        model = GoodsGroup
        django_get_or_create = ("code",)

    code = "food"
    name = factory.LazyAttribute(lambda o: f"Nhóm hàng {o.code}")


class PromotionFactory(DjangoModelFactory):
    """An empty draft. Beyond it: a joined discount of the whole campaign week.

    Its one item is changed as in ``PromotionFactory(submitted=True,
    item__discount_percent=62)`` and left out with ``item=None``.
    """

    class Meta:
        model = Promotion
        skip_postgeneration_save = True

    class Params:
        declared = factory.Trait(
            name="Giảm giá đặc sản tuần lễ Online Friday",
            campaign=factory.LazyFunction(the_campaign),
            forms=[PromotionForm.DISCOUNT],
            starts_at=datetime(2024, 11, 25, tzinfo=HCM),
            ends_at=datetime(2024, 12, 2, tzinfo=HCM),
            customers="Tất cả khách hàng",
            content="Giảm giá trực tiếp trên giá niêm yết",
            conditions="Không giới hạn số lượng mua",
            is_online_only=True,
            is_declared_true=True,
            item=factory.RelatedFactory(
                "tests.promotions.factories.ItemFactory",
                factory_related_name="promotion",
                position=1,
            ),
        )
        submitted = factory.Trait(
            declared=True,
            state=PromotionState.SUBMITTED,
            submitted_at=STARTED_AT + timedelta(hours=1),
            max_discount_percent=Decimal(30),
        )
        needs_changes = factory.Trait(
            submitted=True, state=PromotionState.NEEDS_CHANGES
        )
        received = factory.Trait(
            submitted=True,
            state=PromotionState.RECEIVED,
            received_at=STARTED_AT + timedelta(hours=2),
        )
        published = factory.Trait(
            received=True,
            state=PromotionState.PUBLISHED,
            published_at=STARTED_AT + timedelta(hours=3),
        )
        suspended = factory.Trait(published=True, state=PromotionState.SUSPENDED)
        delisted = factory.Trait(
            published=True,
            state=PromotionState.DELISTED,
            closed_at=datetime(2024, 11, 29, tzinfo=HCM),
        )
        ended = factory.Trait(
            published=True,
            state=PromotionState.ENDED,
            closed_at=datetime(2024, 12, 2, tzinfo=HCM),
        )
        refused = factory.Trait(
            submitted=True,
            state=PromotionState.REFUSED,
            closed_at=STARTED_AT + timedelta(hours=2),
        )
        withdrawn = factory.Trait(
            state=PromotionState.WITHDRAWN, closed_at=STARTED_AT + timedelta(hours=1)
        )

    reference = factory.Sequence(lambda n: f"KM-2024-{900_000 + n}")
    merchant = factory.SubFactory(MerchantFactory)
    created_at = STARTED_AT
    saved_at = STARTED_AT


class ItemFactory(DjangoModelFactory):
    """A discount of 30 %."""

    class Meta:
        model = Item

    class Params:
        with_gift = factory.Trait(
            gift_name="Túi vải",
            gift_group=factory.SubFactory(GoodsGroupFactory, code="fashion"),
            gift_value_vnd=20_000,
        )

    promotion = factory.SubFactory(PromotionFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "Nem chua Thanh Hoá"
    goods_group = factory.SubFactory(GoodsGroupFactory)
    brand = "Nem Thử"
    unit_of_measure = "hộp"
    quantity = 100
    price_before_vnd = 100_000
    price_now_vnd = 70_000
    discount_percent = Decimal(30)


class PrizeFactory(DjangoModelFactory):
    class Meta:
        model = Prize

    promotion = factory.SubFactory(PromotionFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "Giải nhất: xe đạp điện"
    quantity = 1
    value_vnd = 12_000_000


class AppealFactory(DjangoModelFactory):
    """A request that the removal of a promotion be looked at again."""

    class Meta:
        model = Appeal

    promotion = factory.SubFactory(PromotionFactory, delisted=True)
    decision = factory.LazyAttribute(
        lambda o: o.promotion.events.create(
            verb="delist",
            from_state=PromotionState.PUBLISHED,
            to_state=PromotionState.DELISTED,
            reason="Theo kết luận kiểm tra",
            actor="Phòng Quản lý Thương mại",
            happened_at=o.promotion.closed_at,
        )
    )
    reason = "Giá niêm yết đúng, xin xem lại ảnh chụp."
    filed_at = datetime(2024, 11, 29, 10, tzinfo=HCM)


class CannedReasonFactory(DjangoModelFactory):
    class Meta:
        model = CannedReason

    title = factory.Sequence(lambda n: f"Mẫu thử {n}")
    verb = "refuse"
    text = "Hồ sơ {ma_ho_so} chưa đạt."


class CodePoolFactory(DjangoModelFactory):
    """Ten codes of a published promotion, given out during the sixty hours."""

    class Meta:
        model = CodePool

    class Params:
        provincial = factory.Trait(promotion=None)

    promotion = factory.SubFactory(PromotionFactory, published=True)
    title = "Mã giảm 50.000 ₫"
    benefit = "Giảm 50.000 ₫ cho đơn hàng từ 300.000 ₫"
    terms = "Mỗi khách hàng một mã."
    quota = 10
    opens_at = datetime(2024, 11, 29, tzinfo=HCM)
    closes_at = datetime(2024, 12, 1, 12, tzinfo=HCM)
    expires_at = datetime(2024, 12, 2, tzinfo=HCM)
    created_at = STARTED_AT


class BranchFactory(DjangoModelFactory):
    class Meta:
        model = Branch

    merchant = factory.SubFactory(MerchantFactory)
    name = factory.Sequence(lambda n: f"Chi nhánh Thử {n}")
    address = "Số 2 đường Thử Nghiệm"
    district = factory.SubFactory(DistrictFactory)


class ApiKeyFactory(DjangoModelFactory):
    """A key with every scope, made by an owner; ``secret`` is what it hides."""

    class Meta:
        model = ApiKey

    class Params:
        secret = factory.Sequence(lambda n: f"km_{n:08d}-secret-of-a-test")
        revoked = factory.Trait(
            revoked_at=STARTED_AT, revoked_by=factory.SelfAttribute("created_by")
        )
        expired = factory.Trait(
            created_at=STARTED_AT - timedelta(days=30), expires_at=STARTED_AT
        )

    merchant = factory.SubFactory(MerchantFactory)
    name = "Phần mềm bán hàng"
    prefix = factory.LazyAttribute(lambda o: o.secret[:11])
    sha256 = factory.LazyAttribute(
        lambda o: hashlib.sha256(o.secret.encode()).hexdigest()
    )
    scopes = list(KeyScope)
    created_at = STARTED_AT
    expires_at = STARTED_AT + timedelta(days=90)
    created_by = factory.LazyAttribute(
        lambda o: MerchantMemberFactory(merchant=o.merchant).user
    )


class SavedSearchFactory(DjangoModelFactory):
    """Asked for on the day before the sixty hours; ``confirmed`` at once."""

    class Meta:
        model = SavedSearch

    class Params:
        confirmed = factory.Trait(confirmed_at=datetime(2024, 11, 28, 9, tzinfo=HCM))

    email = factory.Sequence(lambda n: f"nguoi-mua-{n}@thu.example")
    query = "q=nem+chua"
    language = "vi"
    consent_version = "2024-11"
    asked_at = datetime(2024, 11, 28, 9, tzinfo=HCM)
    seen_at = datetime(2024, 11, 28, 9, tzinfo=HCM)
    expires_at = datetime(2024, 12, 2, tzinfo=HCM)
