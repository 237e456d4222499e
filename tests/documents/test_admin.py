from django.urls import reverse

import pytest

from accounts.models import User
from tests.documents.factories import IssuedFileFactory

pytestmark = pytest.mark.django_db
LIST = "admin:documents_issuedfile_changelist"


@pytest.fixture
def administrator(client):
    user = User.objects.create_superuser("quan-tri@example.vn", "x")
    client.force_login(user)
    return client


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_rows(
    administrator, django_assert_num_queries, rows
):
    papers = [IssuedFileFactory() for _ in range(rows)]

    with django_assert_num_queries(6):
        page = administrator.get(reverse(LIST))

    text = page.content.decode()
    assert [paper.code in text for paper in papers] == [True] * rows


def test_a_paper_can_be_seen_but_not_changed_deleted_or_opened(administrator):
    paper = IssuedFileFactory()
    names = ("change", "delete", "add")
    change, delete, add = (f"admin:documents_issuedfile_{name}" for name in names)

    page = administrator.get(reverse(change, args=[paper.pk]))

    assert page.status_code == 200
    assert paper.sha256 in page.content.decode()
    assert paper.file.name not in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert administrator.post(reverse(change, args=[paper.pk])).status_code == 403
    assert administrator.get(reverse(delete, args=[paper.pk])).status_code == 403
    assert administrator.get(reverse(add)).status_code == 403


@pytest.mark.parametrize("facts", [{"is_staff": True}, {}])
def test_nobody_else_sees_what_was_issued(client, facts):
    paper = IssuedFileFactory()
    client.force_login(User.objects.create_user("can-bo@example.vn", "x", **facts))

    page = client.get(reverse(LIST), follow=True)

    assert paper.code not in page.content.decode()


def test_an_administrator_who_left_sees_nothing(client):
    paper = IssuedFileFactory()
    user = User.objects.create_superuser("cu@example.vn", "x")
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    page = client.get(reverse(LIST), follow=True)

    assert paper.code not in page.content.decode()
