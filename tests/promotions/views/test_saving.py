"""Half-typed tasks: kept on the server, resumed elsewhere, conflicts told."""

from django.urls import reverse

import pytest

from promotions.models import Promotion, StepDraft
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db
LIVE = {"HX-Request": "true"}


@pytest.fixture
def dossier(merchant):
    return PromotionFactory(merchant=merchant)


def address(dossier, slug="thong-tin"):
    return reverse("dossier_step", args=[dossier.reference, slug])


def post(browser, dossier, *, page="phone", revision=0, live=True, **typed):
    return browser.post(
        address(dossier),
        {"page": page, "revision": revision, **typed},
        headers=LIVE if live else {},
    )


def name_of(dossier):
    return Promotion.objects.get(pk=dossier.pk).name


def test_half_typed_values_come_back_on_another_device(member, membership, dossier):
    post(member, dossier, name="Nem chua", ends_at_day="1/12", ends_at_hour="2")
    other = type(member)()
    other.force_login(membership.user)

    text = other.get(address(dossier)).text

    assert 'value="Nem chua"' in text
    assert 'value="1/12"' in text
    assert name_of(dossier) == "Nem chua"


def test_what_is_whole_is_shown_from_the_dossier(member, dossier):
    post(member, dossier, ends_at_day="1/12")
    post(member, dossier, revision=1, ends_at_day="1/12/2024")

    page = member.get(address(dossier))

    assert not page.context["is_unread"]
    assert 'value="01/12/2024"' in page.text


def test_each_live_saving_gives_the_next_revision(member, dossier):
    for revision in (1, 2):
        page = post(member, dossier, revision=revision - 1, name=f"Tên {revision}")

        assert f'name="revision" value="{revision}"' in page.text


def test_a_second_device_is_told_and_nothing_is_overwritten(member, dossier):
    post(member, dossier, page="phone", name="Nem chua")

    page = post(member, dossier, page="desk", live=False, name="Cam")

    assert name_of(dossier) == "Nem chua"
    assert "Đã lưu trên thiết bị khác" in page.text
    assert "Nem chua" in page.text
    assert 'value="Cam"' in page.text
    assert 'name="revision" value="0"' in page.text


def test_a_live_saving_in_conflict_says_so_in_its_part(member, dossier):
    post(member, dossier, page="phone", name="Nem chua")

    page = post(member, dossier, page="desk", name="Cam")

    assert 'name="overwrite" value="1"' in page.text
    assert "<html" not in page.text
    assert name_of(dossier) == "Nem chua"


def test_the_own_words_are_saved_when_chosen(member, dossier):
    post(member, dossier, page="phone", name="Nem chua")

    post(member, dossier, page="desk", live=False, name="Cam", overwrite=1)

    assert name_of(dossier) == "Cam"


def test_prizes_are_kept_while_a_row_is_half_typed(member, merchant):
    dossier = PromotionFactory(merchant=merchant, forms=["lucky_draw"])
    prizes = reverse("prize_list", args=[dossier.reference])
    typed = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "Xe đạp",
        "form-0-quantity": "hai",
    }

    answer = member.post(
        prizes, {"page": "phone", "revision": 0, **typed}, headers=LIVE
    )

    assert answer.status_code == 200
    assert dossier.prizes.count() == 0
    text = member.get(prizes).text
    assert 'value="Xe đạp"' in text
    assert 'value="hai"' in text


def test_details_are_kept_and_their_conflicts_told(member, merchant):
    dossier = PromotionFactory(merchant=merchant, forms=["voucher"])
    details = reverse("form_details", args=[dossier.reference])
    first = {"page": "phone", "revision": 0, "voucher_valid_until": "31/02"}
    member.post(details, first, headers=LIVE)

    page = member.post(details, {"page": "desk", "revision": 0, "voucher_worth": "1"})

    assert 'name="overwrite" value="1"' in page.text
    assert StepDraft.objects.get().typed == {"voucher_valid_until": ["31/02"]}


def test_a_closed_dossier_keeps_nothing(member, merchant):
    sent = PromotionFactory(merchant=merchant, submitted=True)

    post(member, sent, name="Cam")

    assert not StepDraft.objects.exists()
