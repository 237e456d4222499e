"""Writing a reason: a canned text is put in, the mail is shown, the letter is given."""

from django.urls import reverse

import pytest

from notifications.models import Notice
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.admin.test_promotion import OTHER_UNITS
from tests.promotions.factories import CannedReasonFactory, PromotionFactory

pytestmark = pytest.mark.django_db

WHY = "Chưa nêu điều kiện áp dụng"


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def client_of_officer(desk):
    return desk(UserFactory(trade_management=True))


def step_url(promotion, code="de-nghi-sua"):
    return reverse("admin:promotions_promotion_step", args=[promotion.pk, code])


def letter_url(promotion, event, kind="pdf"):
    return reverse(
        "admin:promotions_promotion_letter", args=[promotion.pk, event.pk, kind]
    )


def state_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).state


def test_a_canned_reason_is_put_in_with_the_facts_of_the_dossier(client_of_officer):
    promotion = PromotionFactory(submitted=True)
    canned = CannedReasonFactory(verb="refuse", text="Hồ sơ {ma_ho_so} trùng.")

    response = client_of_officer.post(
        step_url(promotion, "tu-choi"),
        {"canned": canned.pk, "reason": "Tôi viết", "insert": "1"},
    )

    form = response.context["form"]
    assert form.initial["reason"] == f"Tôi viết\n\nHồ sơ {promotion.reference} trùng."
    assert form.errors == {}
    assert state_of(promotion) == State.SUBMITTED


def test_a_canned_reason_takes_the_place_of_what_was_only_proposed(client_of_officer):
    promotion = PromotionFactory(submitted=True, conditions="")
    canned = CannedReasonFactory(
        verb="ask_for_changes", text="Xin sửa:\n{diem_can_sua}"
    )
    page = client_of_officer.get(step_url(promotion))
    proposed = page.context["form"].initial["reason"]

    response = client_of_officer.post(
        step_url(promotion), {"canned": canned.pk, "reason": proposed, "insert": "1"}
    )

    assert response.context["form"].initial["reason"] == f"Xin sửa:\n{proposed}"


def test_a_reason_of_another_step_is_not_put_in(client_of_officer):
    promotion = PromotionFactory(submitted=True)
    other = CannedReasonFactory(verb="suspend")

    response = client_of_officer.post(
        step_url(promotion, "tu-choi"),
        {"canned": other.pk, "reason": WHY, "insert": "1"},
    )

    assert response.context["form"].initial["reason"] == WHY


def test_the_mail_is_shown_before_anything_is_sent(client_of_officer):
    promotion = PromotionFactory(submitted=True)

    response = client_of_officer.post(step_url(promotion), {"reason": WHY})

    mail = response.context["mail"]
    assert promotion.reference in mail.subject
    assert WHY in mail.body
    assert f'value="{WHY}"' in response.content.decode()
    assert state_of(promotion) == State.SUBMITTED
    assert Notice.objects.count() == 0


def test_what_was_shown_is_what_is_sent(client_of_officer):
    promotion = PromotionFactory(submitted=True)
    shown = client_of_officer.post(step_url(promotion), {"reason": WHY})

    client_of_officer.post(step_url(promotion), {"reason": WHY, "confirmed": "x"})

    assert state_of(promotion) == State.NEEDS_CHANGES
    notice = Notice.objects.get()
    mail = shown.context["mail"]
    assert (notice.subject, notice.body) == (mail.subject, mail.body)


def test_the_text_can_be_changed_after_it_was_shown(client_of_officer):
    promotion = PromotionFactory(submitted=True)

    response = client_of_officer.post(
        step_url(promotion), {"reason": WHY, "change": "x", "confirmed": "x"}
    )

    assert response.context["mail"] is None
    assert response.context["form"]["reason"].value() == WHY
    assert state_of(promotion) == State.SUBMITTED


@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_letter_is_given_before_and_after_sending(kind, magic, client_of_officer):
    promotion = PromotionFactory(submitted=True)

    draft = client_of_officer.post(step_url(promotion), {"reason": WHY, "letter": kind})
    assert draft.content.startswith(magic)
    assert state_of(promotion) == State.SUBMITTED

    client_of_officer.post(step_url(promotion), {"reason": WHY, "confirmed": "x"})
    event = promotion.events.get()
    kept = client_of_officer.get(letter_url(promotion, event, kind))
    assert kept.content.startswith(magic)
    assert promotion.reference in kept["Content-Disposition"]
    page = reverse("admin:promotions_promotion_change", args=[promotion.pk])
    html = client_of_officer.get(page).content.decode()
    assert letter_url(promotion, event, kind) in html


def test_there_is_no_letter_of_another_kind_or_of_an_internal_step(client_of_officer):
    promotion = PromotionFactory(submitted=True)
    take = reverse("admin:promotions_promotion_take", args=[promotion.pk])
    client_of_officer.post(take)
    event = promotion.events.get()

    assert client_of_officer.get(letter_url(promotion, event)).status_code == 404
    response = client_of_officer.post(
        step_url(promotion), {"reason": WHY, "letter": "exe"}
    )
    assert response.status_code == 404


def test_a_letter_is_not_found_under_another_dossier(client_of_officer):
    promotion, other = PromotionFactory.create_batch(2, submitted=True)
    client_of_officer.post(step_url(promotion), {"reason": WHY, "confirmed": "x"})
    event = promotion.events.get()

    assert client_of_officer.get(letter_url(other, event)).status_code == 404


@pytest.mark.parametrize("kind", OTHER_UNITS)
def test_other_units_write_no_reason(kind, desk):
    promotion = PromotionFactory(submitted=True)
    client = desk(UserFactory(**{kind: True}))

    for extra in ({"insert": "1"}, {"confirmed": "x"}, {"letter": "pdf"}):
        response = client.post(step_url(promotion), {"reason": WHY, **extra})
        assert response.status_code == 403
