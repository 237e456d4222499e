"""The page of the people of a business, and the link of an invitation."""

from django.urls import reverse

import pytest

from notifications.models import Notice
from promotions.enums import MemberRole
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    MerchantMemberFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, merchant):
    """A browser of somebody who may only read."""
    client.force_login(
        MerchantMemberFactory(merchant=merchant, role=MemberRole.VIEWER).user
    )
    return client


def page(merchant):
    return reverse("merchant_members", args=[merchant.tax_code])


def invite(browser, merchant, email="moi@thu.example", role="editor"):
    return browser.post(page(merchant), {"email": email, "role": role})


def link():
    body = Notice.objects.latest("pk").body
    return "/doanh-nghiep/loi-moi/" + body.split("/loi-moi/")[1].split()[0]


def test_an_owner_invites_and_the_person_accepts(member, merchant, client):
    invite(member, merchant)
    invited = UserFactory(email="moi@thu.example")
    client.force_login(invited)

    shown = client.get(link())
    answer = client.post(link())

    assert merchant.name in shown.text
    assert shown["Cache-Control"] == "no-store, private"
    assert answer.url == reverse("merchant_profile", args=[merchant.tax_code])
    assert merchant.members.get(user=invited).role == MemberRole.EDITOR
    assert client.get(link()).status_code == 410


def test_log_in_comes_first_and_leads_back(client, member, merchant):
    invite(member, merchant)
    client.logout()

    answer = client.get(link())

    assert answer.url == f"{reverse('account_login')}?next={link()}"


def test_another_account_is_told_and_not_let_in(client, member, merchant):
    invite(member, merchant)
    client.force_login(UserFactory())

    assert '<form method="post">' not in client.get(link()).text
    assert client.post(link()).status_code == 409
    assert merchant.members.count() == 1


def test_a_wrong_address_is_explained_and_kept(member, merchant):
    answer = invite(member, merchant, email="khong-phai-thu")

    assert list(answer.context["form"].errors) == ["email"]
    assert 'value="khong-phai-thu"' in answer.text


def test_an_editor_sees_people_but_manages_none(client, merchant):
    editor = MerchantMemberFactory(merchant=merchant, editor=True)
    client.force_login(editor.user)

    assert editor.user.email in client.get(page(merchant)).text
    assert invite(client, merchant).status_code == 403
    for name in ("member_change", "member_remove"):
        address = reverse(name, args=[merchant.tax_code, editor.pk])
        assert client.post(address, {"role": "owner"}).status_code == 403
    editor.refresh_from_db()
    assert editor.role == MemberRole.EDITOR


def test_an_owner_changes_a_role_and_takes_a_person_out(member, merchant):
    other = MerchantMemberFactory(merchant=merchant, editor=True)

    member.post(
        reverse("member_change", args=[merchant.tax_code, other.pk]),
        {"role": "viewer"},
    )
    other.refresh_from_db()
    assert other.role == MemberRole.VIEWER
    member.post(reverse("member_remove", args=[merchant.tax_code, other.pk]))
    assert list(merchant.members.values_list("user__email", flat=True)) != []
    assert not merchant.members.filter(pk=other.pk).exists()


def test_the_last_owner_is_told_why(member, merchant, membership):
    answer = member.post(
        reverse("member_remove", args=[merchant.tax_code, membership.pk]), follow=True
    )

    assert "ít nhất một chủ sở hữu" in answer.text


def test_members_of_another_business_are_not_found(member, merchant):
    foreign = MerchantMemberFactory()

    answer = member.post(reverse("member_remove", args=[merchant.tax_code, foreign.pk]))

    assert answer.status_code == 404


def test_a_reader_reads_and_changes_nothing(reader, merchant):
    draft = PromotionFactory(merchant=merchant, declared=True)
    step = reverse("dossier_step", args=[draft.reference, "thong-tin"])

    detail = reader.get(reverse("dossier_detail", args=[draft.reference]))
    check = reader.get(reverse("dossier_check", args=[draft.reference]))

    assert (detail.status_code, check.status_code) == (200, 200)
    assert 'name="is_declared_true"' not in check.text
    assert reader.get(step).url == reverse("dossier_detail", args=[draft.reference])
    assert reader.post(step, {"name": "Đổi"}).status_code == 403
    assert Promotion.objects.get().name == draft.name


@pytest.mark.parametrize(
    "name", ["dossier_start", "merchant_edit", "channel_new", "branch_new"]
)
def test_a_reader_posts_nothing_of_the_business(reader, merchant, name):
    answer = reader.post(reverse(name, args=[merchant.tax_code]))

    assert answer.status_code == 403


def test_the_page_costs_the_same_for_more_people(
    member, merchant, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        member.get(page(merchant))
    for _ in range(3):
        MerchantMemberFactory(merchant=merchant, editor=True)
    with django_assert_max_num_queries(12):
        member.get(page(merchant))
