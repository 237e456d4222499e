"""The Department takes the papers of what was sent; other units do not."""

from pathlib import Path

from django.urls import reverse

import pytest

from accounts.permissions import DEPARTMENT
from promotions.models import OfficialPaper
from tests.accounts.factories import UserFactory
from tests.promotions.amendments import announced, proposed, sent, with_price
from tests.promotions.papers import dossiers
from tests.promotions.test_permissions import OFFICERS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path


def paper(promotion, number=1, form="mau-01", kind="pdf"):
    return reverse(
        "admin:promotions_promotion_paper", args=[promotion.pk, number, form, kind]
    )


def page(promotion):
    return reverse("admin:promotions_promotion_change", args=[promotion.pk])


@pytest.mark.parametrize("kind", OFFICERS)
def test_only_the_department_sees_and_takes_papers(desk, kind):
    promotion, _ = dossiers.sent()
    user = UserFactory(**{kind: True})
    may = user.unit.kind in DEPARTMENT

    officer = desk(user)

    assert (paper(promotion) in officer.get(page(promotion)).content.decode()) == may
    assert officer.get(paper(promotion)).status_code == (200 if may else 404)
    assert OfficialPaper.objects.exists() == may


def test_merchant_and_administrator_take_nothing_here(desk):
    promotion, person = dossiers.sent()

    assert desk(person).get(paper(promotion)).status_code in {302, 403}
    assert desk(UserFactory(is_superuser=True)).get(paper(promotion)).status_code in {
        302,
        403,
        404,
    }
    assert not OfficialPaper.objects.exists()


def test_officer_sees_the_papers_of_every_submission(desk):
    promotion, person = dossiers.sent()
    dossiers.sent_back(promotion)
    promotion.refresh_from_db()
    promotion.is_declared_true = True
    promotion.save()
    dossiers.submit(promotion, by=person, at=dossiers.SENT_AT)

    text = (
        desk(UserFactory(trade_management=True)).get(page(promotion)).content.decode()
    )

    assert paper(promotion, 1) in text
    assert paper(promotion, 2) in text
    assert paper(promotion, 2, "bien-nhan") in text


def test_draft_never_sent_has_no_papers_for_officers(desk):
    promotion, _ = dossiers.notified()

    answer = desk(UserFactory(trade_management=True)).get(paper(promotion))

    assert answer.status_code == 404


def test_damaged_and_unfinished_papers_are_explained(desk, private_root):
    promotion, _ = dossiers.sent()
    officer = desk(UserFactory(trade_management=True))
    officer.get(paper(promotion))
    path = Path(private_root) / OfficialPaper.objects.get().file.file.name
    path.write_bytes(b"%PDF-1.7 another")
    many = dossiers.with_goods(101)[0].promotion

    damaged = officer.get(paper(promotion), follow=True).content.decode()
    unfinished = officer.get(paper(many), follow=True).content.decode()

    assert "no longer agrees with its seal" in damaged
    assert "still being made" in unfinished


@pytest.mark.parametrize("kind", ["trade_management", "district_officer"])
def test_form_06_stands_on_the_desk_of_the_department_alone(desk, kind):
    promotion = announced(
        is_online_only=False, used_total_vnd=150_000_000, promoted_total_vnd=900_000_000
    )
    amendment = sent(with_price(proposed(promotion), 60_000))
    page = reverse("admin:promotions_amendment_change", args=[amendment.pk])
    address = paper(amendment.proposal, form="mau-06")
    may = kind == "trade_management"

    officer = desk(UserFactory(**{kind: True}))

    assert (address in officer.get(page).content.decode()) == may
    assert officer.get(address).status_code == (200 if may else 404)
