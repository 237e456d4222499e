"""Branches act for their merchant; representative offices are refused."""

from django.urls import reverse

import pytest

from promotions.models import Branch, Promotion
from tests.promotions.factories import BranchFactory, PromotionFactory

pytestmark = pytest.mark.django_db


def facts(merchant, **changes):
    return {
        "kind": "branch",
        "name": "Chi nhánh Bỉm Sơn",
        "tax_code": f"{merchant.tax_code}-001",
        "address": "Số 5 đường Trần Phú",
        "district": merchant.district_id,
        "phone": "0237 385 2000",
        "may_file": "on",
        **changes,
    }


def add(member, merchant, **changes):
    address = reverse("branch_new", args=[merchant.tax_code])
    return member.post(address, facts(merchant, **changes))


def test_a_branch_is_added_and_changed(member, merchant):
    add(member, merchant)
    branch = Branch.objects.get(merchant=merchant)

    member.post(
        reverse("branch_edit", args=[merchant.tax_code, branch.pk]),
        facts(merchant, name="Chi nhánh Sầm Sơn", may_file=""),
    )

    branch.refresh_from_db()
    assert (branch.name, branch.tax_code, branch.may_file) == (
        "Chi nhánh Sầm Sơn",
        f"{merchant.tax_code}001",
        False,
    )


def test_a_representative_office_is_refused_with_the_reason(member, merchant):
    page = add(member, merchant, kind="representative_office")

    assert "Luật Thương mại 2005, Điều 91" in page.text
    assert 'value="Chi nhánh Bỉm Sơn"' in page.text
    assert not Branch.objects.exists()


@pytest.mark.parametrize("code", ["2899999013-001", "12345", "{own}"])
def test_a_tax_code_of_a_branch_follows_that_of_its_merchant(member, merchant, code):
    page = add(member, merchant, tax_code=code.format(own=merchant.tax_code))

    assert list(page.context["form"].errors) == ["tax_code"]


def test_two_branches_do_not_share_a_name(member, merchant):
    add(member, merchant)

    page = add(member, merchant)

    assert list(page.context["form"].errors) == ["name"]
    assert Branch.objects.count() == 1


def test_a_branch_holds_a_promotion_for_its_merchant(member, merchant):
    branch = BranchFactory(merchant=merchant)
    foreign = BranchFactory()
    dossier = PromotionFactory(merchant=merchant)
    step = reverse("dossier_step", args=[dossier.reference, "kenh-dia-ban"])

    member.post(step, {"branch": branch.pk})
    assert Promotion.objects.get(pk=dossier.pk).branch == branch
    page = member.post(step, {"branch": foreign.pk})

    assert list(page.context["form"].errors) == ["branch"]
    assert Promotion.objects.get(pk=dossier.pk).branch == branch


def test_a_branch_that_may_not_file_is_not_offered(member, merchant):
    BranchFactory(merchant=merchant, may_file=False)
    dossier = PromotionFactory(merchant=merchant)
    step = reverse("dossier_step", args=[dossier.reference, "kenh-dia-ban"])

    assert "branch" not in member.get(step).context["form"].fields


def test_the_register_names_the_branch(client):
    branch = BranchFactory(name="Chi nhánh Nghi Sơn")
    promotion = PromotionFactory(
        published=True, merchant=branch.merchant, branch=branch
    )

    assert "Chi nhánh Nghi Sơn" in client.get(promotion.get_absolute_url()).text


def test_a_branch_is_removed_unless_a_promotion_names_it(member, merchant):
    free, named = BranchFactory(merchant=merchant), BranchFactory(merchant=merchant)
    PromotionFactory(merchant=merchant, branch=named)

    for branch in (free, named):
        member.post(reverse("branch_remove", args=[merchant.tax_code, branch.pk]))

    assert list(Branch.objects.all()) == [named]


def test_branches_of_another_business_are_not_found(member, merchant):
    foreign = BranchFactory()
    address = reverse("branch_edit", args=[merchant.tax_code, foreign.pk])

    assert member.get(address).status_code == 404
