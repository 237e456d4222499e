"""One step with many reports of the desk: each by itself, and what became of it."""

from django.contrib.messages import get_messages

import pytest

from complaints import assigning
from complaints.admin import bulk
from complaints.enums import ReferralState
from complaints.models import Note, Referral, ReferralEvent
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

REFERRALS = "/quan-tri/complaints/referral/"


@pytest.fixture
def head(client):
    user = UserFactory(consumer_association=True, is_head=True)
    client.force_login(user)
    return user


@pytest.fixture
def colleague(head):
    return UserFactory(unit=head.unit, full_name="Phạm Thị Bạn")


def act(client, action, parts, query="", **answers):
    data = {"action": action, "_selected_action": [p.pk for p in parts], **answers}
    return client.post(f"{REFERRALS}{query}", data)


def left_out(response):
    return {
        one["name"].split(" ")[0]: one["refusal"]
        for one in response.context["left_out"]
    }


def number(part):
    return f"{part.complaint_id:06d}"


def handlers(*parts):
    return [Referral.objects.get(pk=part.pk).handler for part in parts]


def test_where_all_went_well_the_list_says_how_many(client, head):
    parts = [ReferralFactory(support=True) for _ in range(2)]

    response = act(client, "take_selected", parts, "?hang=tat-ca")

    assert response["Location"] == f"{REFERRALS}?hang=tat-ca"
    [message] = get_messages(response.wsgi_request)
    assert "2" in str(message)
    assert handlers(*parts) == [head, head]
    assert ReferralEvent.objects.filter(verb="take", by=head).count() == 2


def test_each_that_is_left_out_is_named_with_the_reason(client, head, colleague):
    free = ReferralFactory(support=True)
    held = ReferralFactory(support=True, assignee=colleague)
    done = ReferralFactory(support=True, answered=True)

    response = act(client, "take_selected", [free, held, done], "?hang=tat-ca")

    assert [one["name"][:6] for one in response.context["done"]] == [number(free)[:6]]
    why = left_out(response)
    assert set(why) == {number(held), number(done)}
    assert "Phạm Thị Bạn" in why[number(held)]
    assert handlers(free, held, done) == [head, colleague, None]


def test_what_left_the_list_while_it_was_read_is_still_told(client, head, colleague):
    part = ReferralFactory(support=True)
    assigning.take(part, by=colleague, at=RECEIVED_AT)

    response = act(client, "take_selected", [part], "?don-vi=chua-giao")

    assert "Phạm Thị Bạn" in left_out(response)[number(part)]


def test_giving_asks_for_whom_first_and_keeps_what_was_ticked(client, head, colleague):
    parts = [ReferralFactory(support=True) for _ in range(2)]

    page = act(client, "hand_over_selected", parts)

    assert page.context["parts"] == parts
    html = page.content.decode()
    assert html.count('name="_selected_action"') == 2
    assert handlers(*parts) == [None, None]

    blank = act(client, "hand_over_selected", parts, reason="Vì thế.", confirmed="x")
    assert list(blank.context["form"].errors) == ["to"]
    assert blank.context["form"]["reason"].value() == "Vì thế."


def test_head_gives_many_to_a_colleague_who_is_told_of_each(client, head, colleague):
    parts = [ReferralFactory(support=True) for _ in range(2)]
    answers = {"to": colleague.pk, "reason": "Chia việc.", "confirmed": "x"}

    act(
        client, "hand_over_selected", parts, held=[f"{p.pk}:" for p in parts], **answers
    )

    assert handlers(*parts) == [colleague, colleague]
    assert set(ReferralEvent.objects.values_list("verb", "reason", "by")) == {
        ("hand_over", "Chia việc.", head.pk)
    }
    assert Notice.objects.filter(recipient=colleague.email).count() == 2


def test_what_somebody_took_meanwhile_is_not_given_away(client, head, colleague):
    part = ReferralFactory(support=True)
    page = act(client, "hand_over_selected", [part])
    assigning.take(part, by=colleague, at=RECEIVED_AT)

    response = act(
        client,
        "hand_over_selected",
        [part],
        held=page.context["kept_holders"],
        to=head.pk,
        confirmed="x",
    )

    assert "Phạm Thị Bạn" in left_out(response)[number(part)]
    assert handlers(part) == [colleague]


def test_officer_who_is_not_the_head_gives_only_what_they_have(client, head, colleague):
    client.force_login(colleague)
    own = ReferralFactory(support=True, assignee=colleague)
    free = ReferralFactory(support=True)

    response = act(
        client,
        "hand_over_selected",
        [own, free],
        held=[f"{own.pk}:{colleague.pk}", f"{free.pk}:"],
        to=head.pk,
        confirmed="x",
    )

    assert set(left_out(response)) == {number(free)}
    assert handlers(own, free) == [head, None]


def test_note_is_kept_on_each_that_the_unit_handles(client, head):
    handled = ReferralFactory(support=True)
    watched = ReferralFactory(
        unit=head.unit, complaint=ComplaintFactory(), role="informed", due_at=None
    )

    response = act(
        client,
        "note_selected",
        [handled, watched],
        "?hang=tat-ca",
        text="Cùng một người bán.",
        confirmed="x",
    )

    assert set(left_out(response)) == {number(watched)}
    note = Note.objects.get()
    assert (note.complaint, note.written_by) == (handled.complaint, head)
    assert not note.is_shared


def test_a_report_of_which_several_parts_were_ticked_gets_the_note_once(client):
    client.force_login(UserFactory(trade_management=True))
    complaint = ComplaintFactory()
    parts = [
        ReferralFactory(complaint=complaint, lead=True),
        ReferralFactory(complaint=complaint, support=True),
    ]
    other = ReferralFactory(support=True)

    act(
        client,
        "note_selected",
        [*parts, other],
        text="Cùng một người bán.",
        confirmed="x",
    )

    noted = Note.objects.order_by("complaint_id").values_list("complaint_id", flat=True)
    assert list(noted) == sorted({complaint.pk, other.complaint_id})


@pytest.mark.parametrize(
    "action", ["accept_selected", "take_selected", "hand_over_selected"]
)
def test_the_leading_division_sees_parts_of_others_and_takes_none(client, action):
    officer = UserFactory(trade_management=True, is_head=True)
    client.force_login(officer)
    part = ReferralFactory(support=True)

    response = act(
        client,
        action,
        [part],
        "?don-vi=tat-ca",
        to=officer.pk,
        held=[f"{part.pk}:"],
        confirmed="x",
    )

    assert set(left_out(response)) == {number(part)}
    part.refresh_from_db()
    assert (part.state, part.assignee, part.events.count()) == (
        ReferralState.SENT,
        None,
        0,
    )


@pytest.mark.parametrize("action", ["take_selected", "note_selected"])
def test_parts_nobody_sees_are_not_touched(client, head, action):
    hidden = ReferralFactory(examination=True)

    act(client, action, [hidden], text="x", confirmed="x")

    assert handlers(hidden) == [None]
    assert (Note.objects.count(), ReferralEvent.objects.count()) == (0, 0)


def test_more_than_a_page_is_not_begun(client, head, monkeypatch):
    monkeypatch.setattr(bulk, "PAGE", 2)
    parts = [ReferralFactory(support=True) for _ in range(3)]

    act(client, "take_selected", parts[:2])
    response = act(client, "take_selected", parts[:1], select_across="1")

    [message] = list(get_messages(response.wsgi_request))[-1:]
    assert "2" in str(message)
    assert handlers(*parts) == [head, head, None]
    assert Referral.objects.filter(state=ReferralState.SENT).count() == 3


@pytest.mark.parametrize("ticked", ["9" * 30, "-1"])
def test_numbers_that_are_none_change_nothing(client, head, ticked):
    part = ReferralFactory(support=True)

    act(client, "take_selected", [], _selected_action=[ticked])

    assert handlers(part) == [None]
