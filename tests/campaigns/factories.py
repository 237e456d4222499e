"""The campaign of 2024 and its parts, as the smallest valid records."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from campaigns.enums import ActivityKind, TaskRole
from campaigns.models import Activity, Assignment, Campaign, TimeSlot
from tests.accounts.factories import UnitFactory, UserFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


class CampaignFactory(DjangoModelFactory):
    """The published week ``[25/11/2024 00:00, 02/12/2024 00:00)``."""

    class Meta:
        model = Campaign

    class Params:
        draft = factory.Trait(is_published=False)
        next_year = factory.Trait(
            starts_at=datetime(2025, 11, 24, tzinfo=HCM),
            ends_at=datetime(2025, 12, 1, tzinfo=HCM),
            short_name="Online Friday 2025",
        )

    code = factory.Sequence(lambda n: f"online-friday-{n}")
    name = "Tuần lễ Thương mại điện tử quốc gia và Online Friday 2024"
    short_name = "Online Friday 2024"
    starts_at = datetime(2024, 11, 25, tzinfo=HCM)
    ends_at = datetime(2024, 12, 2, tzinfo=HCM)
    legal_basis = "Quyết định số 2821/QĐ-BCT ngày 24/10/2024 của Bộ Công Thương"
    scope = "Trên địa bàn tỉnh Thanh Hoá"
    participants = "Tất cả các tổ chức, thương nhân theo quy định của pháp luật"
    is_concentrated = True
    discount_ceiling_percent = 100
    value_ceiling_percent = 100
    ceiling_source = "khoản 4 Điều 6 và khoản 2 Điều 7 Nghị định số 81/2018/NĐ-CP"
    filing_url = "https://dichvucong.thanhhoa.gov.vn"
    is_published = True


class TimeSlotFactory(DjangoModelFactory):
    """The 60 hours ``[29/11/2024 00:00, 01/12/2024 12:00)``."""

    class Meta:
        model = TimeSlot

    campaign = factory.SubFactory(CampaignFactory)
    code = "60-gio"
    name = "60 giờ Online Friday"
    starts_at = datetime(2024, 11, 29, tzinfo=HCM)
    ends_at = datetime(2024, 12, 1, 12, tzinfo=HCM)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    campaign = factory.SubFactory(CampaignFactory)
    unit = factory.SubFactory(UnitFactory, import_export=True)
    role = TaskRole.LEAD
    section = "III.1.1"
    position = factory.Sequence(lambda n: n + 1)
    task = "Chủ động thông tin, hướng dẫn thương nhân tham gia Chương trình."


class ActivityFactory(DjangoModelFactory):
    """A news item; its reporter is of the unit that reports it."""

    class Meta:
        model = Activity

    campaign = factory.SubFactory(CampaignFactory)
    unit = factory.SubFactory(UnitFactory, office=True)
    kind = ActivityKind.ARTICLE
    title = "Tin giới thiệu Tuần lễ trên Trang thông tin điện tử của Sở"
    done_on = date(2024, 11, 25)
    reported_by = factory.SubFactory(UserFactory, unit=factory.SelfAttribute("..unit"))
    reported_at = datetime(2024, 11, 25, 16, tzinfo=HCM)
