import pytest

from complaints.models import Complaint
from complaints.search import search
from tests.accounts.factories import UserFactory
from tests.complaints.factories import ComplaintFactory, ReferralFactory

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


def test_number_finds(complaint):
    assert found(f"{complaint.pk:06d}", person(complaint, "lead")) == [complaint]


@pytest.mark.parametrize("text", ["không có", "0900000000", "***", "PA-0000-0000-ZZZZ"])
def test_what_is_nowhere_finds_nothing(complaint, text):
    assert found(text, person(complaint, "lead")) == []


def test_empty_text_narrows_nothing(complaint):
    assert len(found("  ", person(complaint, "lead"))) == 2
