"""What is typed is kept, and no second device overwrites the first unseen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

import pytest

from promotions.autosave import (
    LONGEST_VALUE,
    SavedElsewhere,
    differing,
    last_saving,
    saving,
    typed_of,
    unread,
)
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 11, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PHONE, DESK = "page-of-the-phone", "page-of-the-desk"


def post(page, revision, **typed):
    data = QueryDict(mutable=True)
    data.update({"page": page, "revision": str(revision), **typed})
    return data


def save(promotion, data, *, is_whole=True):
    with saving(promotion, "thong-tin", data=data, is_whole=is_whole, at=AT):
        pass


def test_first_saving_needs_no_revision():
    promotion = PromotionFactory()

    save(promotion, post(PHONE, 0, name="Nem"))

    saved = last_saving(promotion, "thong-tin")
    assert (saved.revision, saved.page, saved.typed) == (1, PHONE, {"name": ["Nem"]})


def test_a_second_device_that_did_not_see_the_last_saving_is_stopped():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem"))

    with pytest.raises(SavedElsewhere) as elsewhere:
        save(promotion, post(DESK, 0, name="Cam"))

    assert elsewhere.value.saved.typed == {"name": ["Nem"]}
    assert last_saving(promotion, "thong-tin").typed == {"name": ["Nem"]}


def test_a_second_device_that_saw_it_goes_on():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem"))

    save(promotion, post(DESK, 1, name="Nem chua"))

    assert last_saving(promotion, "thong-tin").revision == 2


def test_a_page_whose_answer_was_lost_is_not_its_own_rival():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem"))

    save(promotion, post(PHONE, 0, name="Nem chua"))

    assert last_saving(promotion, "thong-tin").typed == {"name": ["Nem chua"]}


def test_the_person_may_decide_for_the_own_words():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem"))

    save(promotion, post(DESK, 0, name="Cam", overwrite="1"))

    assert last_saving(promotion, "thong-tin").typed == {"name": ["Cam"]}


def test_a_decision_counts_only_for_what_was_shown():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem"))
    save(promotion, post(PHONE, 1, name="Nem chua"))

    with pytest.raises(SavedElsewhere):
        save(promotion, post(DESK, 0, name="Cam", overwrite="1"))


def test_other_tasks_are_no_rivals():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem"))

    with saving(promotion, "hinh-thuc", data=post(DESK, 0), is_whole=True, at=AT):
        pass

    assert last_saving(promotion, "hinh-thuc").page == DESK


def test_what_fails_inside_keeps_nothing():
    promotion = PromotionFactory()

    with (
        pytest.raises(ZeroDivisionError),
        saving(promotion, "thong-tin", data=post(PHONE, 0), is_whole=True, at=AT),
    ):
        raise ZeroDivisionError

    assert last_saving(promotion, "thong-tin") is None


@pytest.mark.parametrize(("is_whole", "is_shown"), [(True, False), (False, True)])
def test_what_cannot_be_read_is_shown_again_as_typed(is_whole, is_shown):
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, ends_at_day="31/02"), is_whole=is_whole)

    data = unread(last_saving(promotion, "thong-tin"))

    assert (data is not None) is is_shown
    if data is not None:
        assert data.dict() == {"ends_at_day": "31/02"}


def test_stamps_and_what_a_database_cannot_hold_are_not_kept():
    data = post(PHONE, 0, name="a\x00b" + "x" * LONGEST_VALUE, csrfmiddlewaretoken="…")

    kept = typed_of(data)

    assert list(kept) == ["name"]
    assert kept["name"][0].startswith("abx")
    assert len(kept["name"][0]) == LONGEST_VALUE


def test_only_what_differs_is_named():
    promotion = PromotionFactory()
    save(promotion, post(PHONE, 0, name="Nem", content="Giảm giá", slot=""))

    mine = post(DESK, 0, name="Cam", content="Giảm giá", customers="Mọi người")

    assert differing(last_saving(promotion, "thong-tin"), mine) == ["name", "customers"]
