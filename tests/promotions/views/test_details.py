"""The page with what the chosen forms ask of their own."""

from datetime import date

from django.urls import reverse

import pytest

from promotions.form_details import answers_of, save_answers
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db


def address(dossier):
    return reverse("form_details", args=[dossier.reference])


@pytest.fixture
def voucher(merchant):
    return PromotionFactory(merchant=merchant, forms=["voucher"])


@pytest.mark.parametrize(
    ("forms", "asked", "not_asked"),
    [
        (["voucher"], "voucher_places", "lucky_draw_rules"),
        (["contest"], "contest_witnesses", "voucher_places"),
        (["lucky_draw", "discount"], "lucky_draw_evidence", "contest_rules"),
        (["culture"], "culture_permit", "sample_use"),
        (["sample"], "sample_use", "culture_permit"),
        (["loyalty"], "loyalty_means", "gift_what"),
        (["other"], "other_description", "gift_what"),
        (["gift"], "gift_value_vnd", "prizes_due_on"),
    ],
)
def test_only_the_questions_that_apply_are_asked(
    member, merchant, forms, asked, not_asked
):
    dossier = PromotionFactory(merchant=merchant, forms=forms)

    fields = member.get(address(dossier)).context["form"].fields

    assert (asked in fields, not_asked in fields) == (True, False)


def test_a_discount_alone_has_no_such_task(member, merchant):
    dossier = PromotionFactory(merchant=merchant, forms=["discount"])

    assert member.get(address(dossier)).status_code == 404


def test_answers_are_saved_and_lead_to_the_goods(member, voucher):
    answer = member.post(
        address(voucher),
        {"voucher_worth": "50.000 đồng", "voucher_valid_until": "31/12/2024"},
    )

    assert answer.url == reverse("goods_list", args=[voucher.reference])
    assert answers_of(voucher) == {
        "voucher": {"worth": "50.000 đồng", "valid_until": date(2024, 12, 31)}
    }


def test_a_wrong_day_costs_no_other_answer_and_stays_as_typed(member, voucher):
    page = member.post(
        address(voucher),
        {"voucher_worth": "50.000 đồng", "voucher_valid_until": "31/02/2024"},
    )

    assert list(page.context["form"].errors) == ["voucher_valid_until"]
    assert 'value="31/02/2024"' in page.text
    assert answers_of(voucher) == {"voucher": {"worth": "50.000 đồng"}}


@pytest.mark.parametrize(
    ("until", "is_wrong"), [("30/11/2024", True), ("01/12/2024", False)]
)
def test_a_voucher_does_not_end_before_it_begins(member, voucher, until, is_wrong):
    page = member.post(
        address(voucher),
        {"voucher_valid_from": "01/12/2024", "voucher_valid_until": until},
    )

    assert (page.status_code == 200) is is_wrong


def test_the_last_day_of_awarding_is_kept_with_the_promotion(member, merchant):
    dossier = PromotionFactory(merchant=merchant, forms=["lucky_draw"])

    member.post(address(dossier), {"prizes_due_on": "15/12/2024"})

    assert Promotion.objects.get(pk=dossier.pk).prizes_due_on == date(2024, 12, 15)


def test_live_check_names_what_must_be_public_and_how_to_add_it(member, voucher):
    page = member.post(
        address(voucher),
        {"voucher_worth": "50.000 đồng"},
        headers={"HX-Request": "true"},
    )

    assert "KM-34" in page.text
    assert 'href="#id_voucher_places"' in page.text
    assert "<html" not in page.text


def test_a_sent_dossier_is_closed(member, merchant):
    sent = PromotionFactory(merchant=merchant, submitted=True, forms=["gift"])

    answer = member.post(address(sent), {"gift_what": "Túi"})

    assert answer.url == reverse("dossier_detail", args=[sent.reference])
    assert answers_of(sent) == {}


def test_somebody_else_finds_nothing(client, voucher):
    client.force_login(UserFactory())

    assert client.get(address(voucher)).status_code == 404


def test_answers_stand_on_the_check_page_and_in_the_register(member, client, merchant):
    draft = PromotionFactory(merchant=merchant, declared=True, forms=["lucky_draw"])
    save_answers(draft, "lucky_draw", {"how_won": "Bốc thăm", "witnesses": "Bà Thử"})
    published = PromotionFactory(published=True, forms=["lucky_draw"])
    save_answers(published, "lucky_draw", {"how_won": "Quay số", "witnesses": "Bà Thử"})

    check = member.get(reverse("dossier_check", args=[draft.reference])).text
    client.logout()
    public = client.get(published.get_absolute_url()).text

    assert "Bốc thăm" in check
    assert "Bà Thử" in check
    assert "Quay số" in public
    assert "Bà Thử" not in public
