"""«Do I have to notify?»: before log-in, a question a page, all in the address."""

from uuid import uuid4

from django.urls import reverse

import pytest

from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import PromotionFactory, the_campaign

pytestmark = pytest.mark.django_db
URL = "/doanh-nghiep/kiem-tra/"
DISCOUNT = "ai=household&hinh-thuc=discount&bat-dau=29/11/2024&ngay-nop=20/11/2024"
NOTIFIED = f"{DISCOUNT}&ngoai-tinh=khong&gia-tri=&truc-tuyen=khong"


def asked(client, query=""):
    """Return which question the page asks, None for a result."""
    form = client.get(f"{URL}?{query}").context.get("form")
    return form and form.question.param


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("", "ai"),
        ("ai=household", "hinh-thuc"),
        ("ai=household&hinh-thuc=discount", "bat-dau"),
        ("ai=household&hinh-thuc=discount&bat-dau=29/11/2024", "ngay-nop"),
        (DISCOUNT, "ngoai-tinh"),
        (f"{DISCOUNT}&ngoai-tinh=co", "gia-tri"),
        (f"{DISCOUNT}&ngoai-tinh=co&gia-tri=", "truc-tuyen"),
        (f"{DISCOUNT}&ngoai-tinh=co&gia-tri=99.999.999", None),
        (f"{DISCOUNT}&ngoai-tinh=co&gia-tri=100.000.000", "truc-tuyen"),
        (NOTIFIED, None),
        (DISCOUNT.replace("20/11/2024", "01/12/2024"), None),
        (DISCOUNT.replace("discount", "lucky_draw") + "&ngoai-tinh=co", None),
    ],
)
def test_one_question_follows_the_other(client, query, question):
    assert asked(client, query) == question


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (NOTIFIED, "Bạn phải thông báo đến Sở Công Thương"),
        (NOTIFIED.replace("truc-tuyen=khong", "truc-tuyen=co"), "Bạn không phải"),
        (
            DISCOUNT.replace("discount", "lucky_draw") + "&ngoai-tinh=khong",
            "Bạn phải đăng ký với Sở Công Thương",
        ),
        (
            DISCOUNT.replace("discount", "lucky_draw") + "&ngoai-tinh=co",
            "Bạn phải đăng ký với Bộ Công Thương",
        ),
    ],
)
def test_the_result_names_the_procedure_in_its_heading(client, query, sentence):
    page = client.get(f"{URL}?{query}").text

    assert sentence in page.split('<h1 class="page-title">')[1].split("</h1>")[0]


def test_the_result_shows_paragraph_and_last_day(client):
    the_campaign()

    page = client.get(f"{URL}?{NOTIFIED}").text

    assert "Nghị định 81/2018/NĐ-CP, khoản 1 Điều 17" in page
    assert "<strong>26/11/2024</strong>" in page


def test_an_unsure_reading_of_the_law_shows_no_article(client):
    query = NOTIFIED.replace("discount", "loyalty").replace("20/11", "01/12")

    page = client.get(f"{URL}?{query}").text

    assert "Điều 17" not in page
    assert "Phòng Quản lý Thương mại" in page


def test_a_representative_office_is_told_the_reason_at_once(client):
    page = client.get(f"{URL}?ai=representative_office").text

    assert "Luật Thương mại 2005, Điều 91" in page
    assert 'name="hinh-thuc"' not in page


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("ai=somebody", "ai"),
        ("ai=household&hoi=hinh-thuc", "hinh-thuc"),
        ("ai=household&hinh-thuc=discount&bat-dau=29/11/0024", "bat-dau"),
        (f"{DISCOUNT}&ngoai-tinh=co&gia-tri=viele", "gia-tri"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_what_is_wrong(client, query, question):
    form = client.get(f"{URL}?{query}").context["form"]

    assert form.question.param == question
    assert list(form.errors) == [question]


def test_an_answer_is_changed_and_the_others_are_kept(client):
    page = client.get(f"{URL}?{NOTIFIED}&sua=bat-dau")

    assert page.context["form"].question.param == "bat-dau"
    assert 'value="29/11/2024"' in page.text
    assert '<input type="hidden" name="hinh-thuc" value="discount">' in page.text
    assert '<input type="hidden" name="truc-tuyen" value="khong">' in page.text


def test_the_filing_day_is_proposed_as_today(client):
    page = client.get(f"{URL}?ai=household&hinh-thuc=gift&bat-dau=29/11/2024").text

    assert 'value="20/11/2024"' in page


def test_a_visitor_logs_in_and_comes_back_to_the_answers(client):
    page = client.get(f"{URL}?{NOTIFIED}").text

    assert f"{reverse('account_login')}?next=/doanh-nghiep/kiem-tra/%3Fai%3D" in page


def test_a_person_without_a_business_keeps_the_answers(client):
    client.force_login(UserFactory())

    page = client.get(f"{URL}?{NOTIFIED}").text

    assert f'href="{reverse("merchant_new")}?ai=household&amp;hinh-thuc' in page


def test_a_draft_is_started_with_the_answers(member, merchant):
    start = reverse("dossier_start", args=[merchant.tax_code])
    key = str(uuid4())

    for _ in range(2):
        member.post(f"{start}?{NOTIFIED}", {"key": key})

    draft = Promotion.objects.get(merchant=merchant)
    assert draft.forms == ["discount"]
    assert f"{draft.starts_at:%d/%m/%Y %H:%M}" == "28/11/2024 17:00"
    assert (draft.used_total_vnd, draft.is_online_only) == (None, False)


def test_a_dossier_asks_with_what_it_already_answers(member, merchant):
    draft = PromotionFactory(merchant=merchant, declared=True)
    detail = member.get(reverse("dossier_detail", args=[draft.reference]))

    address = detail.context["route_address"]

    assert address.startswith(f"{URL}?ai=enterprise&hinh-thuc=discount&bat-dau=25")
    assert member.get(address).context["form"].question.param == "ngay-nop"


def test_the_result_costs_the_same_for_one_business_and_for_more(
    member, membership, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        member.get(f"{URL}?{NOTIFIED}")
