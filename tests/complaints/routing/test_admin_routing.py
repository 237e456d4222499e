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


def rules_page(client, change):
    return client.get(f"{SETS}{change.pk}/change/")


def posted_rules(page, **changes):
    """Return what the browser would send of the rules, the first of them changed."""
    formset = page.context["inline_admin_formsets"][0].formset
    sent = {"note": page.context["original"].note}
    for form in [formset.management_form, *formset.initial_forms]:
        for field in form:
            value = field.value()
            if value not in (None, "") and value is not False:
                sent[field.html_name] = "on" if value is True else value
    first = formset.initial_forms[0]
    return sent | {first.add_prefix(name): value for name, value in changes.items()}


def test_answers_are_ticked_kept_and_shown_again(client, change):
    ticks = ["delivery-vanished=yes", "delivery-paid=cash", "delivery-paid=unpaid"]

    saved = client.post(
        f"{SETS}{change.pk}/change/",
        posted_rules(rules_page(client, change), answers=ticks),
    )

    assert saved.status_code == 302
    rule = change.rules.first()
    asked = {"delivery-paid": ["cash", "unpaid"], "delivery-vanished": ["yes"]}
    assert rule.answers == asked
    formset = rules_page(client, change).context["inline_admin_formsets"][0].formset
    assert set(formset.initial_forms[0]["answers"].value()) == set(ticks)


def test_an_answer_nobody_is_asked_any_more_is_shown_and_told(client, change):
    change.rules.filter(pk=change.rules.first().pk).update(answers={"moon": ["full"]})

    page = rules_page(client, change)
    saved = client.post(f"{SETS}{change.pk}/change/", posted_rules(page))

    assert saved.status_code == 302
    assert "moon" in " ".join(p.message for p in page.context["problems"])
    assert 'value="moon=full"' in page.content.decode()
    assert change.rules.first().answers == {"moon": ["full"]}


def test_rules_in_force_tell_their_answers_in_words(client, first):
    standing = changing.active_set()
    standing.rules.filter(role="support").update(answers={"prize-fee": ["yes", "no"]})

    page = rules_page(client, standing).content.decode()

    assert "Có ai đòi bạn nộp tiền trước khi nhận không? Có / Không" in page


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
    assert refused.redirect_chain == [(f"{SETS}{change.pk}/change/", 302)]
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


def test_a_step_that_does_not_exist_is_not_found(client, change):
    assert client.get(f"{SETS}{change.pk}/buoc/xoa/").status_code == 404


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
