"""What was offered: promotions, their goods, discounts and values."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from campaigns.models import Campaign
from promotions.models import Item
from reports.figures.accepted import ACCEPTED_STATES, accepted_promotions
from reports.figures.dimension import DISTRICT, FORM, PROMOTION_STATE
from reports.figures.figure import Counted, Figure, Measure, Rate, Source, Theme
from reports.figures.scan import Members, rates, scan

# The ceiling outside a campaign; the report counts what goes beyond it.
# Legal source: Decree 81/2018/NĐ-CP, Article 7.1.
HIGH_DISCOUNT_PERCENT = Decimal(50)

PROMOTIONS = Figure(
    code="CT-01",
    name=pgettext_lazy("figure", "Promotions"),
    definition=_(
        "Promotions of the campaign that the Department received and that were "
        "neither withdrawn nor refused. By district: that of the merchant's head "
        "office. By form: a promotion of several forms counts under each."
    ),
    counts=lambda at: Count("pk"),
    by=(FORM, PROMOTION_STATE, DISTRICT),
)
IN_SLOT = Figure(
    code="CT-02",
    name=pgettext_lazy("figure", "Promotions in the 60 hours"),
    definition=_("Promotions that take part in the 60-hour slot of the campaign."),
    counts=lambda at: Count("pk", filter=Q(slot__isnull=False)),
    by=(DISTRICT,),
)
HIGH_DISCOUNT = Figure(
    code="CT-03",
    name=pgettext_lazy("figure", "Promotions with a discount above 50%"),
    definition=_("Promotions whose highest discount of any item is above 50%."),
    counts=lambda at: Count(
        "pk", filter=Q(max_discount_percent__gt=HIGH_DISCOUNT_PERCENT)
    ),
    by=(DISTRICT,),
)
USED_VALUE = Figure(
    code="CT-04",
    name=pgettext_lazy("figure", "Value of goods and services used for promotion"),
    definition=_("The sum of what merchants declare for their promotions, in đồng."),
    counts=lambda at: Sum("used_total_vnd"),
    measure=Measure.DONG,
    by=(DISTRICT,),
    source=Source.MERCHANTS,
)
PROMOTED_VALUE = Figure(
    code="CT-05",
    name=pgettext_lazy("figure", "Value of goods and services promoted"),
    definition=_(
        "The sum of what merchants declare for the goods and services promoted, in "
        "đồng."
    ),
    counts=lambda at: Sum("promoted_total_vnd"),
    measure=Measure.DONG,
    by=(DISTRICT,),
    source=Source.MERCHANTS,
)
ITEMS = Figure(
    code="HH-01",
    name=pgettext_lazy("figure", "Goods and services promoted"),
    definition=_("Items listed in the promotions counted."),
    counts=lambda at: Count("pk"),
)
LOCAL_ITEMS = Figure(
    code="HH-02",
    name=pgettext_lazy("figure", "Made in Thanh Hoá"),
    definition=_("Items that their merchants mark as made in Thanh Hoá."),
    counts=lambda at: Count("pk", filter=Q(is_local=True)),
    source=Source.MERCHANTS,
)
OCOP_ITEMS = Figure(
    code="HH-03",
    name=pgettext_lazy("figure", "OCOP products"),
    definition=_("Items that their merchants mark as OCOP products."),
    counts=lambda at: Count("pk", filter=Q(is_ocop=True)),
    source=Source.MERCHANTS,
)
DISCOUNTED_ITEMS = Figure(
    code="HH-04",
    name=pgettext_lazy("figure", "Items with a discount"),
    definition=_("Items with a declared discount above 0%."),
    counts=lambda at: Count("pk", filter=Q(discount_percent__gt=0)),
)
DISCOUNT_SUM = Figure(
    code="HH-05",
    name=pgettext_lazy("figure", "Sum of the discounts"),
    definition=_("The sum of all declared discounts, needed for their mean."),
    counts=lambda at: Sum("discount_percent", filter=Q(discount_percent__gt=0)),
    measure=Measure.PERCENT,
    source=Source.MERCHANTS,
)
MEAN_DISCOUNT = Rate(
    code="HH-06",
    name=pgettext_lazy("figure", "Mean discount"),
    definition=_(
        "The mean of the declared discounts over all items with a discount, each item "
        "counted once."
    ),
    part=DISCOUNT_SUM,
    whole=DISCOUNTED_ITEMS,
    times=1,
    source=Source.MERCHANTS,
)
HIGHEST_DISCOUNT = Figure(
    code="HH-07",
    name=pgettext_lazy("figure", "Highest discount"),
    definition=_("The highest declared discount of any item."),
    counts=lambda at: Max("discount_percent"),
    measure=Measure.PERCENT,
    source=Source.MERCHANTS,
    fold=max,
)


def count(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    promotions = scan(
        accepted_promotions(campaign),
        [PROMOTIONS, IN_SLOT, HIGH_DISCOUNT, USED_VALUE, PROMOTED_VALUE],
        along={FORM: "forms", PROMOTION_STATE: "state", DISTRICT: MERCHANT_DISTRICT},
        members=members,
        at=at,
    )
    items = scan(
        Item.objects.filter(
            promotion__campaign=campaign, promotion__state__in=sorted(ACCEPTED_STATES)
        ),
        [
            ITEMS,
            LOCAL_ITEMS,
            OCOP_ITEMS,
            DISCOUNTED_ITEMS,
            DISCOUNT_SUM,
            HIGHEST_DISCOUNT,
        ],
        along={},
        members=members,
        at=at,
    )
    counted = promotions | items
    return counted | rates([MEAN_DISCOUNT], counted)


MERCHANT_DISTRICT = "merchant__district_id"
THEME = Theme(
    code="promotions",
    name=pgettext_lazy("figure", "Promotions"),
    figures=(
        PROMOTIONS,
        IN_SLOT,
        HIGH_DISCOUNT,
        USED_VALUE,
        PROMOTED_VALUE,
        ITEMS,
        LOCAL_ITEMS,
        OCOP_ITEMS,
        DISCOUNTED_ITEMS,
        DISCOUNT_SUM,
        MEAN_DISCOUNT,
        HIGHEST_DISCOUNT,
    ),
    count=count,
)
