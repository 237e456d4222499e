"""Taking a report on and giving it to a colleague, on its page."""

import pytest

from complaints import assigning
from complaints.models import Referral
from tests.accounts.factories import UserFactory
from tests.complaints.factories import RECEIVED_AT, ReferralFactory
from tests.complaints.test_admin_steps import page_of, step_of

pytestmark = pytest.mark.django_db

ASSIGNING = {"nhan-viec", "giao-cho"}


@pytest.fixture
def officer(client):
    user = UserFactory(consumer_association=True)
    client.force_login(user)
    return user


def buttons(client, complaint):
    return {step.code for step in client.get(page_of(complaint)).context["steps"]}


def test_button_of_taking_goes_once_somebody_has_it(client, officer):
    part = ReferralFactory(support=True)
    assert buttons(client, part.complaint) & ASSIGNING == {"nhan-viec"}

    client.post(step_of(part.complaint, "nhan-viec"))

    part.refresh_from_db()
    assert part.handler == officer
    assert buttons(client, part.complaint) & ASSIGNING == {"giao-cho"}
    assert str(officer) in client.get(page_of(part.complaint)).content.decode()


def test_who_takes_too_late_is_told_who_has_it(client, officer):
    part = ReferralFactory(support=True)
    colleague = UserFactory(unit=officer.unit, full_name="Phạm Thị Nhanh")
    assigning.take(part, by=colleague, at=RECEIVED_AT)

    page = client.post(step_of(part.complaint, "nhan-viec"), follow=True)

    [said] = page.context["messages"]
    assert "Phạm Thị Nhanh" in str(said)
    assert Referral.objects.get().handler == colleague


def test_report_is_given_to_a_colleague_of_the_unit_only(client, officer):
    part = assigning.take(ReferralFactory(support=True), by=officer, at=RECEIVED_AT)
    colleague = UserFactory(unit=officer.unit)
    stranger = UserFactory(surveillance=True)
    url = step_of(part.complaint, "giao-cho")
    page = client.get(url)
    assert set(page.context["form"]["to"].field.queryset) == {officer, colleague}
    typed = {"held_by": officer.pk, "reason": "Tôi nghỉ phép."}

    refused = client.post(url, {**typed, "to": stranger.pk})
    assert refused.context["form"]["reason"].value() == "Tôi nghỉ phép."
    assert Referral.objects.get().handler == officer

    client.post(url, {**typed, "to": colleague.pk})

    assert Referral.objects.get().handler == colleague
    text = client.get(page_of(part.complaint)).content.decode()
    assert "Tôi nghỉ phép." in text


def test_another_unit_reads_neither_who_has_it_nor_why(client, officer):
    part = assigning.take(ReferralFactory(support=True), by=officer, at=RECEIVED_AT)
    other = ReferralFactory(complaint=part.complaint, examination=True)
    client.force_login(UserFactory(unit=other.unit))

    text = client.get(page_of(part.complaint)).content.decode()

    assert part.unit.name in text
    assert officer.full_name not in text
