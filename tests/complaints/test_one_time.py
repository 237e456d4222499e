from datetime import datetime, timedelta

from django.db import transaction

import pytest

from complaints import one_time
from complaints.enums import LinkPurpose
from complaints.models import OneTimeLink
from complaints.one_time import LinkIsDead
from notifications.links import cover, cover_in_log
from tests.complaints.factories import HCM, ComplaintFactory
from tests.complaints.test_workflow_races import race

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
END = AT + timedelta(days=20)


def made(purpose=LinkPurpose.SELLER):
    link, address = one_time.make(purpose, ComplaintFactory(), at=AT, expires_at=END)
    return link, address.rstrip("/").rsplit("/", 1)[1]


@pytest.mark.django_db
def test_token_finds_its_link_and_is_not_stored():
    link, token = made()

    assert one_time.find(LinkPurpose.SELLER, token) == link
    row = OneTimeLink.objects.values().get()
    assert not any(token.split("~")[0] in str(value) for value in row.values())


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: ""])
def test_changed_token_finds_nothing_and_asks_no_database(
    change, django_assert_num_queries
):
    _link, token = made()

    with django_assert_num_queries(0):
        assert one_time.find(LinkPurpose.SELLER, change(token)) is None


@pytest.mark.django_db
def test_token_of_one_purpose_is_nothing_for_another():
    _link, token = made()

    assert one_time.find(LinkPurpose.PROMISE, token) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "is_open"), [(AT, True), (END - timedelta(seconds=1), True), (END, False)]
)
def test_link_lives_until_it_runs_out(at, is_open):
    link, _token = made()

    assert link.is_open(at=at) is is_open
    if is_open:
        assert one_time.use(link, at=at).used_at == at
    else:
        with pytest.raises(LinkIsDead):
            one_time.use(link, at=at)


@pytest.mark.django_db
def test_link_works_once():
    link, _token = made()
    one_time.use(link, at=AT)

    with pytest.raises(LinkIsDead):
        one_time.use(link, at=AT)


@pytest.mark.django_db
def test_replaced_link_is_dead():
    link, _token = made()
    one_time.end(link, at=AT)

    with pytest.raises(LinkIsDead):
        one_time.use(link, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_wins():
    made()

    def click():
        with transaction.atomic():
            return one_time.use(OneTimeLink.objects.get(), at=AT)

    results = race(click, click)

    assert sorted(type(r).__name__ for r in results) == ["LinkIsDead", "OneTimeLink"]


def test_tokens_are_covered_where_others_read():
    text = "Mở https://a.example/phan-anh/mot-lan/nguoi-ban/abc~def/ để trả lời."

    covered = "Mở https://a.example/phan-anh/mot-lan/nguoi-ban/…/ để trả lời."
    assert cover(text) == covered
    line = cover_in_log(None, "info", {"request": text, "code": 200})
    assert line == {"request": covered, "code": 200}
    assert cover("Mở /phan-anh/tra-cuu/ nhé.") == "Mở /phan-anh/tra-cuu/ nhé."
