from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest

from promotions.enums import SheetState
from promotions.models import SheetJob
from promotions.sheets import checking
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory
from tests.promotions.sheets.workbooks import good, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(merchant):
    return PromotionFactory(declared=True, merchant=merchant, item=None)


def send(client, dossier, content, **more):
    data = {
        "key": uuid4(),
        "mode": "add",
        "policy": "partial",
        "file": SimpleUploadedFile("hàng của tôi.xlsx", content),
        **more,
    }
    return client.post(reverse("sheet_upload", args=[dossier.reference]), data)


def test_upload_leads_to_the_page_of_the_job(member, dossier):
    response = send(member, dossier, xlsx(good()))

    job = SheetJob.objects.get()
    assert response["Location"] == reverse(
        "sheet_job", args=[dossier.reference, job.pk]
    )
    text = member.get(response["Location"]).text
    assert "hx-get" in text
    assert "hàng của tôi.xlsx" in text


def test_result_shows_counts_rows_and_the_marked_sheet(member, dossier):
    send(member, dossier, xlsx(good("Tốt"), good("Sai", unit="")))
    job = SheetJob.objects.get()
    checking.check_sheet(job.pk)

    page = member.get(reverse("sheet_job", args=[dossier.reference, job.pk]))
    marked = reverse("sheet_marked", args=[dossier.reference, job.pk])

    assert "hx-get" not in page.text
    assert marked in page.text
    response = member.get(marked)
    assert response.content.startswith(b"PK")
    assert "hàng" not in response["Content-Disposition"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_template_is_given(member, kind):
    response = member.get(reverse("sheet_template", args=[kind]))

    assert response.status_code == 200
    assert kind in response["Content-Disposition"]


def test_missing_file_is_told_and_choices_are_kept(member, dossier):
    response = send(member, dossier, b"", file="", policy="whole")

    assert response.status_code == 200
    assert response.context["form"]["policy"].value() == "whole"
    assert "Hãy chọn tệp" in response.text


def test_refusal_stands_at_the_file(member, dossier):
    dossier.starts_at = None
    dossier.save()

    response = send(member, dossier, xlsx(good()))

    assert response.context["form"].errors["file"]
    assert not SheetJob.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "nobody"])
@pytest.mark.parametrize(
    "name", ["sheet_upload", "sheet_job", "sheet_marked", "sheet_take"]
)
def test_sheet_of_somebody_else_is_not_found(client, member, dossier, who, name):
    send(member, dossier, xlsx(good("Tốt"), good("Sai", unit="")))
    job = SheetJob.objects.get()
    checking.check_sheet(job.pk)
    client.logout()
    if who == "stranger":
        client.force_login(MerchantMemberFactory().user)
    args = (
        [dossier.reference] if name == "sheet_upload" else [dossier.reference, job.pk]
    )

    method = client.post if name == "sheet_take" else client.get
    response = method(reverse(name, args=args))

    assert response.status_code == (404 if who == "stranger" else 302)
    job.refresh_from_db()
    assert job.state == SheetState.STORED


def test_job_of_another_dossier_is_not_found(member, merchant, dossier):
    send(member, dossier, xlsx(good()))
    other = PromotionFactory(declared=True, merchant=merchant)
    job = SheetJob.objects.get()

    response = member.get(reverse("sheet_job", args=[other.reference, job.pk]))

    assert response.status_code == 404


def test_progress_page_costs_few_queries(
    member, dossier, django_assert_max_num_queries
):
    send(member, dossier, xlsx(good()))
    job = SheetJob.objects.get()
    address = reverse("sheet_job", args=[dossier.reference, job.pk])

    with django_assert_max_num_queries(8):
        member.get(address, headers={"HX-Request": "true"})
