"""The people of a merchant: links work once and in time, the last owner stays."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.models import Notice
from promotions import members
from promotions.enums import MemberRole, MemberVerb
from promotions.members import MOST_OPEN, VALID_FOR, MemberRefused
from promotions.models import MemberInvitation
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
INSTANT = timedelta(microseconds=1)


@pytest.fixture
def owner():
    return MerchantMemberFactory()


def invite(owner, email="moi@thu.example", role=MemberRole.EDITOR, at=AT):
    return members.invite(owner.merchant, email, role, by=owner.user, at=at)


def token_of(email="moi@thu.example"):
    body = Notice.objects.filter(recipient=email).latest("pk").body
    return body.split("/loi-moi/")[1].split("/")[0]


def verbs(merchant):
    return list(merchant.member_events.order_by("pk").values_list("verb", flat=True))


def test_an_invited_person_becomes_a_member_by_the_link(owner):
    invite(owner, role=MemberRole.VIEWER)
    person = UserFactory(email="moi@thu.example")

    member = members.accept(token_of(), by=person, at=AT)

    assert (member.merchant, member.role) == (owner.merchant, MemberRole.VIEWER)
    assert verbs(owner.merchant) == [MemberVerb.INVITED, MemberVerb.JOINED]


def test_only_the_hash_of_the_link_is_kept(owner):
    invitation = invite(owner)

    assert invitation.token_hash == members.hash_of(token_of())
    assert token_of() not in str(MemberInvitation.objects.values().get())


def test_a_link_works_once(owner):
    invite(owner)
    person = UserFactory(email="moi@thu.example")
    members.accept(token_of(), by=person, at=AT)

    with pytest.raises(MemberRefused):
        members.accept(token_of(), by=person, at=AT)

    assert owner.merchant.members.count() == 2


def test_a_link_works_until_seven_days_are_over(owner):
    invite(owner)
    person = UserFactory(email="moi@thu.example")

    with pytest.raises(MemberRefused) as refused:
        members.accept(token_of(), by=person, at=AT + VALID_FOR)
    assert refused.value.message == members.NOT_VALID
    members.accept(token_of(), by=person, at=AT + VALID_FOR - INSTANT)

    assert owner.merchant.members.filter(user=person).exists()


def test_a_link_is_of_no_use_to_another_address(owner):
    invite(owner)

    with pytest.raises(MemberRefused) as refused:
        members.accept(token_of(), by=UserFactory(), at=AT)

    assert refused.value.message == members.OTHER_ADDRESS
    assert owner.merchant.members.count() == 1


def test_letters_of_an_address_may_be_large_or_small(owner):
    invite(owner, email="Moi@Thu.Example")

    members.accept(token_of(), by=UserFactory(email="MOI@thu.example"), at=AT)

    assert owner.merchant.members.count() == 2


def test_a_withdrawn_link_is_of_no_use_and_the_address_can_be_asked_again(owner):
    first = invite(owner)
    token = token_of()
    members.withdraw_invitation(first, by=owner.user, at=AT)
    members.withdraw_invitation(first, by=owner.user, at=AT)

    with pytest.raises(MemberRefused):
        members.invitation_of(token, at=AT)
    invite(owner)
    assert verbs(owner.merchant) == [
        MemberVerb.INVITED,
        MemberVerb.WITHDRAWN,
        MemberVerb.INVITED,
    ]


def test_nobody_is_asked_twice_while_the_first_link_is_open(owner):
    invite(owner)

    with pytest.raises(MemberRefused):
        invite(owner, at=AT + VALID_FOR - INSTANT)
    invite(owner, at=AT + VALID_FOR)

    assert Notice.objects.filter(recipient="moi@thu.example").count() == 2


def test_a_member_is_not_invited(owner):
    with pytest.raises(MemberRefused):
        invite(owner, email=owner.user.email.upper())


def test_invitations_are_limited(owner):
    for number in range(MOST_OPEN):
        invite(owner, email=f"moi-{number}@thu.example")

    with pytest.raises(MemberRefused):
        invite(owner)


@pytest.mark.parametrize("step", ["change", "remove"])
def test_the_last_owner_stays(owner, step):
    MerchantMemberFactory(merchant=owner.merchant, editor=True)
    MerchantMemberFactory(merchant=owner.merchant, user__dismissed=True)

    with pytest.raises(MemberRefused) as refused:
        take(step, owner, by=owner.user)

    owner.refresh_from_db()
    assert (refused.value.message, owner.role) == (
        members.LAST_OWNER,
        MemberRole.OWNER,
    )


@pytest.mark.parametrize("step", ["change", "remove"])
def test_an_owner_may_go_where_another_stays(owner, step):
    other = MerchantMemberFactory(merchant=owner.merchant)

    take(step, owner, by=other.user)

    owners = owner.merchant.members.filter(role=MemberRole.OWNER)
    assert list(owners) == [other]


def take(step, member, *, by):
    if step == "change":
        members.change_role(member, MemberRole.EDITOR, by=by, at=AT)
    else:
        members.remove(member, by=by, at=AT)


def test_the_same_role_again_is_no_event(owner):
    members.change_role(owner, MemberRole.OWNER, by=owner.user, at=AT)

    assert verbs(owner.merchant) == []


def test_who_is_gone_meanwhile_is_told(owner):
    editor = MerchantMemberFactory(merchant=owner.merchant, editor=True)
    members.remove(editor, by=owner.user, at=AT)

    with pytest.raises(MemberRefused):
        members.change_role(editor, MemberRole.OWNER, by=owner.user, at=AT)
