import pytest

from complaints.models import Complaint
from complaints.search import search
from tests.accounts.factories import UserFactory
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint():
    ComplaintFactory(
        seller_name="Siêu thị Khác",
        seller_address="",
        phone="+84999999999",
        email="khac@thu.example",
    )
    complaint = ComplaintFactory(
        code="PA-7K3M-9QXD-2TRV",
        seller_name="Cửa hàng Hoá Đẹp",
        phone="+84912345678",
        email="nguoi-mua@thu.example",
    )
    for trait in ("lead", "support", "informed"):
        ReferralFactory(complaint=complaint, **{trait: True})
    return complaint


def person(complaint, role):
    return UserFactory(unit=complaint.referrals.get(role=role).unit)


def found(text, by):
    return list(search(Complaint.objects.visible_to(by), text, by=by))


@pytest.mark.parametrize("role", ["lead", "support", "informed"])
@pytest.mark.parametrize(
    "text", ["pa7k3m9qxd2trv", "hoa dep", "Hóa Đẹp", "CỬA HÀNG", "đẹp hoá", "cua ha"]
)
def test_code_and_seller_find_for_everybody_who_has_it(complaint, role, text):
    assert found(text, person(complaint, role)) == [complaint]


@pytest.mark.parametrize(
    "text", ["0912345678", "+84 912 345 678", "0912.345.678", "Nguoi-Mua@thu.example"]
)
def test_phone_and_e_mail_find_only_for_those_who_handle_it(complaint, text):
    assert found(text, person(complaint, "lead")) == [complaint]
    assert found(text, person(complaint, "support")) == [complaint]
    assert found(text, person(complaint, "informed")) == []


@pytest.mark.parametrize("text", ["0912345678", "nguoi-mua@thu.example"])
def test_restricted_phone_and_e_mail_find_only_for_the_head_of_the_division(
    complaint, text
):
    complaint.restricted_at = RECEIVED_AT
    complaint.save()
    head = UserFactory(unit=complaint.referrals.get(role="lead").unit, is_head=True)

    assert found(text, head) == [complaint]
    for role in ("lead", "support"):
        assert found(text, person(complaint, role)) == []


def test_restricted_report_is_still_found_by_what_names_nobody(complaint):
    complaint.restricted_at = RECEIVED_AT
    complaint.save()

    for text in (complaint.code, str(complaint.pk), "hoa dep"):
        assert found(text, person(complaint, "support")) == [complaint]


def test_number_finds(complaint):
    assert found(f"{complaint.pk:06d}", person(complaint, "lead")) == [complaint]


@pytest.mark.parametrize("text", ["không có", "0900000000", "***", "PA-0000-0000-ZZZZ"])
def test_what_is_nowhere_finds_nothing(complaint, text):
    assert found(text, person(complaint, "lead")) == []


def test_empty_text_narrows_nothing(complaint):
    assert len(found("  ", person(complaint, "lead"))) == 2
