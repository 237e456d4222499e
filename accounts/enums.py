from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is in the plan; every right is given to a kind, never to a name."""

    IMPORT_EXPORT = "import_export", _("Import and Export Management Division")
    TRADE_MANAGEMENT = "trade_management", _("Trade Management Division")
    OFFICE = "office", _("Office of the Department")
    INSPECTORATE = "inspectorate", _("Inspectorate of the Department")
    AFFILIATED = "affiliated", _("Unit affiliated with the Department")
    LEADERSHIP = "leadership", _("Leadership of the Department")
    DISTRICT_COMMITTEE = "district_committee", _("District People's Committee")
    MARKET_SURVEILLANCE = "market_surveillance", _("Market Surveillance Department")
    SURVEILLANCE_TEAM = "surveillance_team", _("Market surveillance team")
    CONSUMER_ASSOCIATION = "consumer_association", _("Consumer protection association")
    BUSINESS_ASSOCIATION = "business_association", _("Business association")


class DistrictKind(models.TextChoices):
    CITY = "thanh_pho", _("City")
    TOWN = "thi_xa", _("Town")
    RURAL = "huyen", _("Rural district")
