"""The page of a category: what is set by hand, and what the data say beside it."""

import pytest

from complaints.models import Category
from tests.accounts.factories import UserFactory

CATEGORIES = "/quan-tri/complaints/category/"


@pytest.mark.parametrize(
    ("code", "term"),
    [
        ("poor-quality", "10 ngày làm việc. Mức do cổng tự đặt, không phải thời hạn"),
        ("false-discount", "Theo quy định của chương trình"),
    ],
)
def test_category_shows_its_questions_and_where_its_term_comes_from(
    client, plan, code, term
):
    client.force_login(UserFactory(unit=plan.lead))
    category = Category.objects.get(code=code)

    page = client.get(f"{CATEGORIES}{category.pk}/change/").content.decode()

    assert term in page
    assert ("Có ai bị ốm hoặc bị thương không?" in page) is (code == "poor-quality")


def test_a_new_category_has_nothing_to_show_yet(client, plan):
    client.force_login(UserFactory(unit=plan.lead))

    page = client.get(f"{CATEGORIES}add/").content.decode()

    assert "Ảnh chỗ hỏng" not in page
    assert 'name="code"' in page
