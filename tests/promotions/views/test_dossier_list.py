import re
from uuid import uuid4

from django.urls import reverse

import pytest

from promotions.models import Promotion
from tests.promotions.factories import MerchantFactory, PromotionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_row_and_three(
    member, merchant, django_assert_num_queries, count
):
    PromotionFactory.create_batch(count, merchant=merchant)

    with django_assert_num_queries(7):
        page = member.get(reverse("dossier_list"))

    assert len(re.findall(r'class="offer__name"', page.text)) == count


def test_own_dossiers_are_listed_last_saved_first(member, merchant):
    older = PromotionFactory(merchant=merchant)
    newer = PromotionFactory(merchant=merchant, submitted=True)
    PromotionFactory(published=True)

    text = member.get(reverse("dossier_list")).text

    found = re.findall(r'<span class="code">(KM-[^<]+)</span>', text)
    assert found == [newer.reference, older.reference]


def test_start_opens_a_draft_of_the_merchant(member, merchant):
    answer = member.post(
        reverse("dossier_start", args=[merchant.tax_code]), {"key": uuid4()}
    )

    dossier = Promotion.objects.get()
    assert answer.url == reverse("dossier_detail", args=[dossier.reference])
    assert (dossier.merchant, dossier.state, dossier.campaign) == (
        merchant,
        "draft",
        None,
    )


def test_second_click_opens_the_same_draft(member, merchant):
    address, key = reverse("dossier_start", args=[merchant.tax_code]), uuid4()

    answers = {member.post(address, {"key": key}).url for _ in range(2)}

    assert len(answers) == Promotion.objects.count() == 1


@pytest.mark.parametrize("key", ["", "abc", "9" * 5_000])
def test_start_without_a_key_starts_nothing(member, merchant, key):
    answer = member.post(
        reverse("dossier_start", args=[merchant.tax_code]), {"key": key}
    )

    assert (answer.status_code, Promotion.objects.count()) == (400, 0)


def test_nobody_starts_a_dossier_of_another_merchant(member):
    other = MerchantFactory()

    answer = member.post(
        reverse("dossier_start", args=[other.tax_code]), {"key": uuid4()}
    )

    assert (answer.status_code, Promotion.objects.count()) == (404, 0)
