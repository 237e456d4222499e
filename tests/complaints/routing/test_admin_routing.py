"""The pages on which rules are changed, tried and put in force."""

import pytest

from complaints.enums import RoutingState as State
from complaints.models import RoutingSet
from complaints.routing import changing
from tests.accounts.factories import UserFactory
from tests.complaints.factories import ComplaintFactory

SETS = "/quan-tri/complaints/routingset/"


@pytest.fixture
def first(client, plan):
    user = UserFactory(trade_management=True)
    client.force_login(user)
    return user


@pytest.fixture
def change(client, first):
    standing = changing.active_set()
    client.post(f"{SETS}{standing.pk}/sao-chep/", {"note": "Đổi hạn trả lời"})
    return RoutingSet.objects.get(state=State.DRAFT)


def test_rules_in_force_are_read_only(client, first):
    standing = changing.active_set()

    page = client.get(f"{SETS}{standing.pk}/change/")

    assert page.status_code == 200
    assert not page.context["has_change_permission"]


def test_a_change_is_edited_on_its_page(client, change):
    page = client.get(f"{SETS}{change.pk}/change/")

    assert page.context["has_change_permission"]
    formset = page.context["inline_admin_formsets"][0].formset
    assert formset.initial_form_count() == 4


def test_a_copy_needs_a_note_and_keeps_what_was_typed(client, first):
    standing = changing.active_set()

    page = client.post(f"{SETS}{standing.pk}/sao-chep/", {"note": ""})

    assert page.context["form"].errors.keys() == {"note"}
    assert RoutingSet.objects.count() == 1


def test_dry_run_proposal_and_second_person(client, change, plan):
    ComplaintFactory(district=plan.district)
    trial = client.post(f"{SETS}{change.pk}/chay-thu/")
    assert trial.context["trial"].tried == 1
    client.post(f"{SETS}{change.pk}/buoc/de-xuat/")

    refused = client.post(f"{SETS}{change.pk}/buoc/ap-dung/", follow=True)
    change.refresh_from_db()
    assert change.state == State.PROPOSED
    assert "error" in [message.level_tag for message in refused.context["messages"]]

    client.force_login(UserFactory(trade_management=True))
    client.post(f"{SETS}{change.pk}/buoc/ap-dung/")
    assert changing.active_set() == change


def test_opening_a_step_changes_nothing(client, change):
    for code in ("de-xuat", "bo"):
        assert client.get(f"{SETS}{change.pk}/buoc/{code}/").status_code == 200
    client.get(f"{SETS}{change.pk}/chay-thu/")

    change.refresh_from_db()
    assert (change.state, change.trial_at) == (State.DRAFT, None)


def test_dropping_asks_for_a_reason(client, change):
    page = client.post(f"{SETS}{change.pk}/buoc/bo/", {"reason": ""})

    assert page.context["form"].errors.keys() == {"reason"}
    change.refresh_from_db()
    assert change.state == State.DRAFT


@pytest.mark.parametrize("who", ["surveillance", "consumer_association", "leader"])
@pytest.mark.parametrize("address", ["chay-thu/", "sao-chep/", "buoc/de-xuat/"])
def test_other_units_change_no_rules(client, change, who, address):
    client.force_login(UserFactory(**{who: True}))

    answer = client.post(f"{SETS}{change.pk}/{address}", {"note": "x"})

    assert answer.status_code == 403
    change.refresh_from_db()
    assert change.state == State.DRAFT
    assert RoutingSet.objects.count() == 2
