from django.urls import reverse

import pytest

from notifications import heartbeat
from notifications.enums import NoticeState
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.notifications.factories import NoticeFactory

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/notifications/notice/"


@pytest.fixture
def log_in(client):
    def log_in(**traits):
        user = UserFactory(**traits)
        client.force_login(user)
        return user

    return log_in


def listed(client, query=""):
    response = client.get(LIST + query)
    assert response.status_code == 200
    return set(response.context["cl"].queryset)


@pytest.mark.parametrize(
    "trait",
    [
        "import_export",
        "office",
        "inspectorate",
        "leader",
        "district_officer",
        "surveillance",
        "consumer_association",
    ],
)
def test_units_that_answer_nobody_see_no_notice(client, log_in, trait):
    notice = NoticeFactory(given_up=True)
    log_in(**{trait: True})

    responses = [
        client.get(LIST),
        client.get(f"{LIST}{notice.pk}/change/"),
        client.post(LIST, {"action": "send_again", "_selected_action": [notice.pk]}),
    ]

    assert [response.status_code for response in responses] == [403, 403, 403]
    notice.refresh_from_db()
    assert notice.state == NoticeState.GIVEN_UP


def test_trade_management_sees_all_but_login_mail(client, log_in):
    notice, secret = NoticeFactory(), NoticeFactory(log_in=True)
    log_in(trade_management=True)

    assert listed(client) == {notice}
    text = client.get(f"{LIST}{notice.pk}/change/").content.decode()
    assert "Chúng tôi đã nhận phản ánh của bạn." in text
    assert notice.recipient not in text
    assert notice.masked_recipient in text
    assert client.get(f"{LIST}{secret.pk}/change/").status_code == 302


def test_administrators_see_that_it_left_but_not_what_it_said(client, log_in):
    notice = NoticeFactory(subject="Phản ánh PA-7K3M-9QXD-2TRV", body="Bí mật")
    secret = NoticeFactory(log_in=True)
    log_in(administrator=True)

    assert listed(client) == {notice, secret}
    assert "PA-7K3M" not in client.get(LIST).content.decode()
    for shown in (notice, secret):
        page = client.get(f"{LIST}{shown.pk}/change/").content.decode()
        assert shown.recipient in page
        for hidden in ("PA-7K3M", "Bí mật", "khoa-bi-mat"):
            assert hidden not in page


def test_the_list_masks_receivers(client, log_in):
    NoticeFactory(recipient="lan.nguyen@thu.example")
    log_in(trade_management=True)

    page = client.get(LIST).content.decode()

    assert "l…@thu.example" in page
    assert "lan.nguyen@" not in page


def test_nobody_changes_adds_or_deletes_a_notice(client, log_in):
    notice = NoticeFactory()
    log_in(trade_management=True, administrator=True)

    answers = [
        client.post(f"{LIST}{notice.pk}/change/", {"subject": "Khác"}),
        client.post(f"{LIST}add/", {"subject": "Khác"}),
        client.post(f"{LIST}{notice.pk}/delete/", {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Notice.objects.get().subject == notice.subject


def test_send_again_queues_what_was_given_up(client, log_in):
    given_up, sent = NoticeFactory(given_up=True), NoticeFactory(sent=True)
    log_in(trade_management=True)

    response = client.post(
        f"/en{LIST}",
        {"action": "send_again", "_selected_action": [given_up.pk, sent.pk]},
        follow=True,
    )

    told = [str(message) for message in response.context["messages"]]
    assert "1 notice will be sent again now." in told
    given_up.refresh_from_db()
    sent.refresh_from_db()
    assert (given_up.state, given_up.last_error) == (NoticeState.QUEUED, "")
    assert sent.state == NoticeState.SENT


def test_the_list_filters_by_state(client, log_in):
    given_up = NoticeFactory(given_up=True)
    NoticeFactory()
    log_in(trade_management=True)

    assert listed(client, "?state__exact=given_up") == {given_up}


def test_the_list_says_what_is_wrong_with_the_delivery(client, log_in):
    log_in(trade_management=True)
    heartbeat.record(at=NoticeFactory().created_at)

    told = [str(message) for message in client.get(LIST).context["messages"]]

    assert len(told) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(
    client, log_in, rows, django_assert_num_queries
):
    NoticeFactory.create_batch(rows)
    log_in(trade_management=True)

    with django_assert_num_queries(10):
        client.get(LIST)


def test_the_notice_admin_stands_in_the_menu_of_its_readers(client, log_in):
    log_in(trade_management=True)
    assert LIST in client.get(reverse("admin:index")).content.decode()
    log_in(office=True)
    assert LIST not in client.get(reverse("admin:index")).content.decode()
