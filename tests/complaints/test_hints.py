"""What the register says beside a complaint, on both sides of each boundary."""

from datetime import date, datetime, timedelta

from django.urls import reverse

import pytest

from complaints.enums import Verdict
from complaints.hints import hints
from promotions.enums import PromotionForm, PromotionState
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory
from tests.promotions.factories import MerchantFactory, PromotionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 30, 9, tzinfo=HCM)


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


@pytest.fixture
def promotion():
    return PromotionFactory(published=True)


def about(promotion, **facts):
    return ComplaintFactory(promotion=promotion, merchant=promotion.merchant, **facts)


def texts(complaint, officer):
    return {hint.text: hint.kind for hint in hints(complaint, by=officer, at=AT)}


def kinds(complaint, officer, words):
    found = [kind for text, kind in texts(complaint, officer).items() if words in text]
    assert len(found) == 1, texts(complaint, officer)
    return found[0]


@pytest.mark.parametrize(
    ("bought_on", "words", "kind"),
    [
        (date(2024, 11, 24), "trước khi chương trình bắt đầu", "wait"),
        (date(2024, 11, 25), "chương trình đang diễn ra", "ok"),
        (date(2024, 12, 1), "chương trình đang diễn ra", "ok"),
        (date(2024, 12, 2), "sau khi chương trình kết thúc", "wait"),
    ],
)
def test_day_of_the_purchase_is_compared_with_the_period(
    officer, promotion, bought_on, words, kind
):
    assert kinds(about(promotion, bought_on=bought_on), officer, words) == kind


def test_without_a_day_the_moment_of_the_report_counts(officer, promotion):
    late = about(promotion, bought_on=None, received_at=promotion.ends_at)
    last = about(
        promotion,
        bought_on=None,
        received_at=promotion.ends_at - timedelta(seconds=1),
    )

    assert kinds(late, officer, "sau khi chương trình kết thúc") == "wait"
    assert kinds(last, officer, "chương trình đang diễn ra") == "ok"


def test_promotion_that_ended_early_was_not_running_afterwards(officer):
    promotion = PromotionFactory(
        ended=True, closed_at=datetime(2024, 11, 28, 12, tzinfo=HCM)
    )

    after = about(promotion, bought_on=date(2024, 11, 29))

    assert kinds(after, officer, "sau khi chương trình kết thúc") == "wait"


@pytest.mark.parametrize(
    ("is_inside", "words", "kind"),
    [(True, "nằm trong địa bàn", "ok"), (False, "nằm ngoài địa bàn", "wait")],
)
def test_district_is_compared_with_the_area(officer, promotion, is_inside, words, kind):
    place, elsewhere = DistrictFactory(), DistrictFactory()
    promotion.districts.add(place)
    complaint = about(promotion, district=place if is_inside else elsewhere)

    assert kinds(complaint, officer, words) == kind


def test_promotion_of_the_whole_province_is_held_everywhere(officer, promotion):
    complaint = about(promotion, district=DistrictFactory())

    assert kinds(complaint, officer, "nằm trong địa bàn") == "ok"


def test_discount_at_the_ceiling_is_no_point_to_look_at(officer):
    promotion = PromotionFactory(
        published=True,
        campaign=None,
        slot=None,
        item__price_now_vnd=50_000,
        item__discount_percent=50,
    )

    found = hints(about(promotion), by=officer, at=AT)

    assert not [hint for hint in found if "50%" in hint.text]


def test_discount_above_the_ceiling_outside_a_programme_is_named_with_its_rule(officer):
    promotion = PromotionFactory(
        published=True,
        campaign=None,
        slot=None,
        item__price_now_vnd=40_000,
        item__discount_percent=60,
    )

    found = hints(about(promotion), by=officer, at=AT)

    bad = [hint for hint in found if hint.kind == "bad" and hint.text.startswith("KM-")]
    assert bad
    assert any("50%" in hint.text for hint in bad)
    assert bad[0].address.startswith("/phap-luat/#KM-")


@pytest.mark.parametrize(
    ("confirmation", "words", "kind"),
    [
        ("123/SCT-QLTM", "đã được xác nhận: 123/SCT-QLTM", "ok"),
        ("", "Chưa ghi nhận văn bản xác nhận", "bad"),
    ],
)
def test_game_of_chance_is_confirmed_or_not(officer, confirmation, words, kind):
    promotion = PromotionFactory(
        published=True,
        forms=[PromotionForm.LUCKY_DRAW],
        confirmation_ref=confirmation,
    )

    assert kinds(about(promotion), officer, words) == kind


def test_promotion_that_is_not_public_is_a_point_to_look_at(officer, promotion):
    promotion.__class__.objects.filter(pk=promotion.pk).update(
        state=PromotionState.DELISTED, closed_at=AT
    )
    promotion.refresh_from_db()

    assert kinds(about(promotion), officer, promotion.reference) == "bad"


def test_unnamed_promotion_is_looked_for_by_merchant_and_day(officer, promotion):
    merchant = promotion.merchant
    inside = ComplaintFactory(merchant=merchant, bought_on=date(2024, 11, 29))
    outside = ComplaintFactory(merchant=merchant, bought_on=date(2024, 12, 2))

    assert kinds(inside, officer, promotion.reference) == "info"
    assert kinds(outside, officer, "không có chương trình nào đã đăng ký") == "wait"


def test_unknown_seller_is_said_to_be_unknown(officer):
    assert kinds(ComplaintFactory(), officer, "không phải là thương nhân") == "info"


def test_history_counts_other_reports_that_the_officer_may_see(officer):
    merchant = MerchantFactory()
    complaint = ComplaintFactory(merchant=merchant)
    ComplaintFactory(merchant=merchant, verdict=Verdict.CONFIRMED, verdict_at=AT)
    ComplaintFactory(merchant=merchant)
    ComplaintFactory()
    watcher = UserFactory(consumer_association=True)

    assert kinds(complaint, officer, "2 phản ánh khác") == "bad"
    assert kinds(complaint, watcher, "0 phản ánh khác") == "info"


def test_page_shows_the_hints_and_the_next_report(client, officer, promotion):
    part, later = (
        ReferralFactory(
            lead=True,
            unit=officer.unit,
            complaint=about(promotion),
            due_at=datetime(2024, 12, day, tzinfo=HCM),
        )
        for day in (20, 21)
    )
    client.force_login(officer)
    page = reverse("admin:complaints_complaint_change", args=[part.complaint_id])

    text = client.get(page).text

    assert "Danh mục công bố cho biết" in text
    following = reverse("admin:complaints_complaint_change", args=[later.complaint_id])
    assert f'href="{following}" rel="next"' in text
