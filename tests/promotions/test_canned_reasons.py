"""Reasons with facts of the dossier put in, and nothing that was typed lost."""

import pytest

from accounts.placeholders import unknown_placeholders
from promotions.canned_reasons import FACTS, filled, offered, points
from promotions.enums import ReasonFor, Severity
from promotions.law.finding import Finding
from promotions.models import CannedReason
from tests.promotions.factories import CannedReasonFactory, PromotionFactory

pytestmark = pytest.mark.django_db


def finding(message, severity=Severity.ERROR, hint=""):
    return Finding("KM-03", severity, message, "name", "", hint=hint)


def test_facts_of_the_dossier_are_put_in():
    promotion = PromotionFactory(submitted=True, merchant__name="HTX Thử")

    text = filled(
        "Hồ sơ {ma_ho_so} của {thuong_nhan}, {thoi_gian}: {ten_chuong_trinh}.\n"
        "{diem_can_sua}",
        promotion,
        [finding("Thiếu tên.", hint="Hãy bổ sung.")],
    )

    assert text == (
        f"Hồ sơ {promotion.reference} của HTX Thử, 25/11–01/12/2024: {promotion.name}.\n"
        "- Thiếu tên. Hãy bổ sung."
    )


def test_what_is_unknown_stays_and_is_named():
    promotion = PromotionFactory(submitted=True)

    assert filled("{merchant.user} {ma}", promotion, []) == "{merchant.user} {ma}"
    assert unknown_placeholders("{ma_ho_so} {ma} {}", FACTS) == ["ma", ""]


def test_a_fact_that_holds_braces_is_not_filled_again():
    promotion = PromotionFactory(submitted=True, name="{thuong_nhan}")

    assert filled("{ten_chuong_trinh}", promotion, []) == "{thuong_nhan}"


def test_a_dossier_without_a_period_leaves_it_out():
    promotion = PromotionFactory(needs_changes=True, starts_at=None)

    assert filled("Thời gian: {thoi_gian}.", promotion, []) == "Thời gian: ."


def test_points_name_each_rule_once_and_no_information():
    found = [
        finding("Sai giá."),
        finding("Sai giá."),
        finding("Kiểm tra lại.", Severity.WARNING),
        finding("Để biết.", Severity.INFO),
    ]

    assert points(found) == "- Sai giá.\n- Kiểm tra lại."


def test_only_active_reasons_of_the_step_are_offered():
    wanted = CannedReasonFactory(verb=ReasonFor.REFUSE)
    CannedReasonFactory(verb=ReasonFor.REFUSE, is_active=False)
    CannedReasonFactory(verb=ReasonFor.SUSPEND)

    found = offered("refuse").filter(title__startswith="Mẫu thử")

    assert list(found) == [wanted]
    assert not offered("publish").exists()


def test_the_shipped_reasons_name_only_known_facts():
    texts = CannedReason.objects.values_list("text", flat=True)

    assert [text for text in texts if unknown_placeholders(text, FACTS)] == []
