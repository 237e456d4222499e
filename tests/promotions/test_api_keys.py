from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.once import ContentConflict
from promotions.api_keys import MOST_KEYS, TooManyKeys, holder, issue, revoke
from promotions.enums import KeyScope
from promotions.models import ApiKey
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    STARTED_AT,
    ApiKeyFactory,
    MerchantMemberFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "km_abcdefgh-secret-of-a-test"
LATER = STARTED_AT + timedelta(days=1)


def make(membership, **facts):
    return issue(
        membership.merchant,
        by=membership.user,
        at=STARTED_AT,
        **{
            "name": "Phần mềm",
            "scopes": [KeyScope.READ],
            "valid_for": timedelta(days=30),
            "once": uuid4(),
            **facts,
        },
    )


def test_a_secret_opens_its_key_and_is_kept_nowhere():
    issued = make(MerchantMemberFactory())

    assert holder(issued.secret, at=LATER) == issued.key
    assert issued.key.prefix == issued.secret[:11]
    assert issued.secret not in {str(v) for v in vars(issued.key).values()}


def test_secrets_are_long_and_never_the_same():
    membership = MerchantMemberFactory()
    secrets = {make(membership).secret for _ in range(3)}

    assert len(secrets) == 3
    assert min(map(len, secrets)) >= 43


@pytest.mark.parametrize(
    "secret", ["", "km_", "km_abcdefgh", SECRET + "x", "x" + SECRET]
)
def test_any_other_secret_opens_nothing(secret):
    ApiKeyFactory(secret=SECRET)

    assert holder(secret, at=LATER) is None
    assert holder(SECRET, at=LATER) is not None


def test_a_key_expires_at_its_moment():
    key = ApiKeyFactory(secret=SECRET)

    assert holder(SECRET, at=key.expires_at - timedelta(seconds=1)) == key
    assert holder(SECRET, at=key.expires_at) is None


def test_a_revoked_key_opens_nothing_and_stays_revoked_once():
    key = ApiKeyFactory(secret=SECRET)
    revoke(key, by=key.created_by, at=LATER)
    again = revoke(key, by=UserFactory(), at=LATER + timedelta(days=1))

    assert holder(SECRET, at=LATER) is None
    assert (again.revoked_at, again.revoked_by) == (LATER, key.created_by)


@pytest.mark.parametrize("loss", ["inactive", "left", "editor"])
def test_a_key_is_worth_no_more_than_the_owner_who_made_it(loss):
    membership = MerchantMemberFactory()
    ApiKeyFactory(
        secret=SECRET, merchant=membership.merchant, created_by=membership.user
    )
    if loss == "inactive":
        membership.user.is_active = False
        membership.user.save()
    elif loss == "left":
        membership.delete()
    else:
        membership.role = "editor"
        membership.save()

    assert holder(SECRET, at=LATER) is None


def test_its_last_use_is_noted_once_a_minute():
    key = ApiKeyFactory(secret=SECRET)
    moments = []
    for seconds in (0, 59, 60):
        holder(SECRET, at=LATER + timedelta(seconds=seconds))
        key.refresh_from_db()
        moments.append(key.last_used_at)

    assert moments == [LATER, LATER, LATER + timedelta(minutes=1)]


def test_the_same_post_makes_one_key_and_shows_its_secret_once():
    membership, once = MerchantMemberFactory(), uuid4()

    first, again = make(membership, once=once), make(membership, once=once)

    assert again.key == first.key
    assert (bool(first.secret), again.secret) == (True, "")
    with pytest.raises(ContentConflict):
        make(membership, once=once, name="Khác")


def test_a_merchant_has_ten_keys_in_use_at_most():
    membership = MerchantMemberFactory()
    ApiKeyFactory(merchant=membership.merchant, revoked=True)
    keys = [make(membership).key for _ in range(MOST_KEYS)]

    with pytest.raises(TooManyKeys):
        make(membership)
    revoke(keys[0], by=membership.user, at=STARTED_AT)
    make(membership)


def test_only_people_of_the_merchant_see_its_keys():
    key = ApiKeyFactory()

    assert list(ApiKey.objects.visible_to(key.created_by)) == [key]
    assert not ApiKey.objects.visible_to(UserFactory(trade_management=True)).exists()
    assert not ApiKey.objects.visible_to(MerchantMemberFactory().user).exists()
