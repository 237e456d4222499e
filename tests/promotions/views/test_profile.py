from django.urls import reverse

import pytest

from promotions.enums import MemberRole
from promotions.models import Merchant, SalesChannel
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.promotions.factories import (
    MerchantFactory,
    PromotionFactory,
    SalesChannelFactory,
    tax_code,
)

pytestmark = pytest.mark.django_db


def profile(**facts):
    return {
        "tax_code": tax_code(500),
        "kind": "enterprise",
        "name": "Công ty Ba Làng",
        "address": "Xã Hải Thanh",
        "district": DistrictFactory().pk,
        "phone": "0237 385 2000",
        "contact_name": "Nguyễn Thử",
        **facts,
    }


def test_new_profile_makes_the_person_its_owner(client):
    user = UserFactory()
    client.force_login(user)

    answer = client.post(reverse("merchant_new"), profile())

    merchant = Merchant.objects.get()
    assert answer.url == reverse("merchant_profile", args=[merchant.tax_code])
    assert [(m.user, m.role) for m in merchant.members.all()] == [
        (user, MemberRole.OWNER)
    ]


def test_second_click_opens_the_same_profile(client):
    client.force_login(UserFactory())
    facts = profile()
    client.post(reverse("merchant_new"), facts)

    answer = client.post(reverse("merchant_new"), facts)

    assert answer.status_code == 302
    assert Merchant.objects.count() == 1


def test_one_person_may_keep_several_merchants(member, membership):
    member.post(reverse("merchant_new"), profile())

    assert membership.user.merchant_memberships.count() == 2


@pytest.mark.parametrize("code", ["2800222222", "123", "abc", "12345678901234"])
def test_wrong_tax_code_is_explained_and_nothing_typed_is_lost(client, code):
    client.force_login(UserFactory())

    page = client.post(reverse("merchant_new"), profile(tax_code=code))

    assert page.context["form"].errors["tax_code"] == [
        "Mã số thuế không hợp lệ. Mã số thuế gồm 10 số hoặc 13 số (chi nhánh)."
    ]
    assert 'value="Công ty Ba Làng"' in page.text
    assert f'value="{code}"' in page.text
    assert Merchant.objects.count() == 0


@pytest.mark.parametrize("facts", [{}, {"name": "x" * 5_000}, {"phone": "12"}])
def test_profile_that_is_empty_or_huge_is_refused(client, facts):
    client.force_login(UserFactory())

    page = client.post(reverse("merchant_new"), profile(**facts) if facts else {})

    assert set(page.context["form"].errors) >= set(facts)
    assert page.context["form"].errors != {}
    assert Merchant.objects.count() == 0


def test_representative_office_is_refused_with_the_law(client):
    client.force_login(UserFactory())

    page = client.post(reverse("merchant_new"), profile(kind="representative_office"))

    assert "Văn phòng đại diện không được thực hiện khuyến mại." in page.text
    assert "Luật Thương mại 2005, Điều 91" in page.text
    assert Merchant.objects.count() == 0


def test_taken_tax_code_says_how_to_get_access_and_not_whose_it_is(client, membership):
    client.force_login(UserFactory())
    taken = membership.merchant

    page = client.post(
        reverse("merchant_new"), profile(tax_code=taken.tax_code, name="Tên khác")
    )

    assert "Phòng Quản lý Thương mại cấp quyền" in page.text
    assert taken.name not in page.text
    assert membership.user.email not in page.text
    assert taken.members.count() == 1


def test_edit_changes_all_but_the_tax_code(member, merchant):
    before = merchant.tax_code

    member.post(
        reverse("merchant_edit", args=[before]),
        profile(name="Tên mới", tax_code=tax_code(501)),
    )

    merchant.refresh_from_db()
    assert (merchant.name, merchant.tax_code) == ("Tên mới", before)


@pytest.mark.parametrize("route", ["merchant_profile", "merchant_edit", "channel_new"])
def test_another_merchants_pages_are_not_found(member, route):
    other = MerchantFactory()
    address = reverse(route, args=[other.tax_code])

    assert member.get(address).status_code == 404
    assert member.post(address, profile(name="Bị đổi")).status_code in {404, 405}
    other.refresh_from_db()
    assert other.name != "Bị đổi"


@pytest.mark.parametrize("route", ["merchant_new", "dossier_list"])
def test_log_in_is_asked_for(client, route):
    answer = client.get(reverse(route))

    assert answer.url.startswith(reverse("account_login"))


def channel(**facts):
    return {"kind": "marketplace", "name": "Gian hàng", "url": "san.example/a", **facts}


def test_channel_is_added_and_leads_back_to_the_dossier(member, merchant):
    dossier = PromotionFactory(merchant=merchant)
    address = reverse("channel_new", args=[merchant.tax_code])

    answer = member.post(f"{address}?ho-so={dossier.reference}", channel())

    assert answer.url == f"/doanh-nghiep/ho-so/{dossier.reference}/kenh-dia-ban/"
    assert merchant.channels.get().url == "https://san.example/a"


def test_foreign_dossier_in_the_address_leads_nowhere(member, merchant):
    foreign = PromotionFactory()
    address = reverse("channel_new", args=[merchant.tax_code])

    answer = member.post(f"{address}?ho-so={foreign.reference}", channel())

    assert answer.url == reverse("merchant_profile", args=[merchant.tax_code])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "store", "address": ""}, "address"),
        ({"kind": "website", "url": ""}, "url"),
        ({"kind": "website", "url": "javascript:alert(1)"}, "url"),
        ({"name": "x" * 5_000}, "name"),
        ({"kind": "nowhere"}, "kind"),
    ],
)
def test_channel_that_cannot_be_found_is_refused(member, merchant, facts, field):
    address = reverse("channel_new", args=[merchant.tax_code])

    page = member.post(address, channel(**facts))

    assert list(page.context["form"].errors) == [field]
    assert SalesChannel.objects.count() == 0


def test_channel_of_a_draft_can_be_removed(member, merchant):
    stall = SalesChannelFactory(merchant=merchant)
    PromotionFactory(merchant=merchant).channels.add(stall)

    member.post(reverse("channel_remove", args=[merchant.tax_code, stall.pk]))

    assert SalesChannel.objects.count() == 0


def test_channel_of_a_submitted_dossier_stays(member, merchant):
    stall = SalesChannelFactory(merchant=merchant)
    PromotionFactory(merchant=merchant, submitted=True).channels.add(stall)

    page = member.post(
        reverse("channel_remove", args=[merchant.tax_code, stall.pk]), follow=True
    )

    assert "Kênh bán này có trong hồ sơ đã nộp" in page.text
    assert SalesChannel.objects.count() == 1


def test_channel_of_another_merchant_is_not_found(member, merchant):
    foreign = SalesChannelFactory()

    for route in ("channel_edit", "channel_remove"):
        address = reverse(route, args=[merchant.tax_code, foreign.pk])
        assert member.post(address, channel(name="Bị đổi")).status_code == 404
    foreign.refresh_from_db()
    assert foreign.name == "Gian hàng trên sàn"
