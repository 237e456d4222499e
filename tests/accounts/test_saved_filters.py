"""What is kept of the address of a list, for whom, and how many."""

import pytest

from accounts import saved_filters
from accounts.models import SavedFilter
from accounts.saved_filters import FilterRefused, kept_of, rename, save
from tests.accounts.factories import UserFactory

FILTERS = frozenset({"hang", "role__exact"})
LIST = "complaints.referral"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("role__exact=lead&hang=qua-han", "hang=qua-han&role__exact=lead"),
        ("hang=qua-han&phone__startswith=091&p=3&o=2&e=1", "hang=qua-han"),
        (
            "role__exact=lead&role__exact=support",
            "role__exact=lead&role__exact=support",
        ),
        ("q=%20c%E1%BB%ADa%20h%C3%A0ng%20", "q=c%E1%BB%ADa+h%C3%A0ng"),
        ("q=%20", ""),
        ("", ""),
    ],
)
def test_only_filters_of_the_list_and_the_search_are_kept_in_one_order(address, kept):
    assert kept_of(address, FILTERS) == saved_filters.Kept(kept)


@pytest.mark.parametrize(
    ("search", "is_kept"),
    [
        ("12345", True),
        ("123456", False),
        ("0912 345 678", False),
        ("+84 (91) 234-5678", False),
        ("mua@thu.example", False),
        ("shop 24h", True),
    ],
)
def test_a_search_that_may_tell_who_it_is_stays_out(search, is_kept):
    query = kept_of(f"hang=tat-ca&q={search.replace('+', '%2B')}", FILTERS)

    assert ("q=" in query.query, query.leaves_out_search) == (is_kept, not is_kept)


@pytest.fixture
def officer(db):
    return UserFactory(office=True)


def test_a_filter_is_seen_by_its_owner_only(officer):
    saved = save(officer, LIST, name="Trễ hạn", query="hang=qua-han")

    assert list(SavedFilter.objects.visible_to(officer)) == [saved]
    colleague = UserFactory(unit=officer.unit, is_head=True)
    assert list(SavedFilter.objects.visible_to(colleague)) == []


def test_a_name_stands_once_in_a_list_whatever_its_case(officer):
    save(officer, LIST, name="Trễ hạn", query="hang=qua-han")

    with pytest.raises(FilterRefused):
        save(officer, LIST, name="TRỄ HẠN", query="hang=tat-ca")

    save(officer, "complaints.complaint", name="Trễ hạn", query="state__exact=received")
    save(UserFactory(office=True), LIST, name="Trễ hạn", query="hang=qua-han")
    assert SavedFilter.objects.count() == 3


def test_a_filter_may_keep_its_own_name_but_not_take_anothers(officer):
    one = save(officer, LIST, name="Một", query="hang=qua-han")
    save(officer, LIST, name="Hai", query="hang=tat-ca")

    rename(one, name="MỘT")
    with pytest.raises(FilterRefused):
        rename(one, name="hai")

    assert SavedFilter.objects.get(pk=one.pk).name == "MỘT"


def test_twenty_are_kept_and_no_more(officer, monkeypatch):
    assert saved_filters.MOST == 20
    monkeypatch.setattr(saved_filters, "MOST", 2)
    for number in range(2):
        save(officer, LIST, name=f"Số {number}", query="hang=tat-ca")

    with pytest.raises(FilterRefused, match="2"):
        save(officer, LIST, name="Thêm", query="hang=tat-ca")

    save(officer, "complaints.complaint", name="Khác", query="state__exact=received")


@pytest.mark.parametrize(("length", "is_kept"), [(500, True), (501, False)])
def test_what_is_too_long_is_refused(officer, length, is_kept):
    query = "q=" + "x" * (length - 2)

    if is_kept:
        assert save(officer, LIST, name="Dài", query=query).query == query
    else:
        with pytest.raises(FilterRefused):
            save(officer, LIST, name="Dài", query=query)


def test_nothing_chosen_is_nothing_to_keep(officer):
    with pytest.raises(FilterRefused):
        save(officer, LIST, name="Trống", query="")
