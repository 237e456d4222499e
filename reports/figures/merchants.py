"""Who took part in the campaign."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from campaigns.models import Campaign
from promotions.models import Merchant, SalesChannel
from reports.figures.accepted import accepted_promotions
from reports.figures.dimension import CHANNEL, DISTRICT, MERCHANT_KIND
from reports.figures.figure import Counted, Figure, Theme
from reports.figures.scan import Members, scan

MERCHANTS = Figure(
    code="TN-01",
    name=pgettext_lazy("figure", "Merchants taking part"),
    definition=_(
        "Merchants with at least one promotion of the campaign that the Department "
        "received; each tax code counts once, in the district of its head office."
    ),
    counts=lambda at: Count("pk"),
    by=(MERCHANT_KIND, DISTRICT),
)
BY_CHANNEL = Figure(
    code="TN-02",
    name=pgettext_lazy("figure", "Merchants by sales channel"),
    definition=_(
        "Merchants taking part that sell through the channel; a merchant with several "
        "kinds of channel counts once under each."
    ),
    counts=lambda at: Count("merchant", distinct=True),
    by=(CHANNEL,),
    adds_up=False,
)


def count(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    accepted = accepted_promotions(campaign)
    merchants = scan(
        Merchant.objects.filter(Exists(accepted.filter(merchant=OuterRef("pk")))),
        [MERCHANTS],
        along={MERCHANT_KIND: "kind", DISTRICT: "district_id"},
        members=members,
        at=at,
    )
    channels = scan(
        SalesChannel.objects.filter(
            Exists(accepted.filter(merchant=OuterRef("merchant_id")))
        ),
        [BY_CHANNEL],
        along={CHANNEL: "kind"},
        members=members,
        at=at,
    )
    return merchants | channels


THEME = Theme(
    code="merchants",
    name=pgettext_lazy("figure", "Merchants"),
    figures=(MERCHANTS, BY_CHANNEL),
    count=count,
)
