"""The report of the result on the merchant's pages, on the desk and for everyone."""

import re
from datetime import date

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import PromotionForm, ResultState
from promotions.models import ResultReport
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
)
from tests.promotions.papers.conftest import private_root  # noqa: F401 -- a fixture
from tests.promotions.result.draws import AFTER, draw, sent, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def afterwards(settings, private_root):  # noqa: F811 -- the fixture above
    settings.PORTAL_CLOCK = AFTER.isoformat()


@pytest.fixture
def promotion(merchant):
    return draw(merchant=merchant)


def url(name, promotion, *args):
    return reverse(f"result_{name}", args=[promotion.reference, *args])


def answers(**changes):
    return {"given_1": "1", "given_2": "7", "sales_vnd": "90.000.000", **changes}


def checked(member, promotion, **changes):
    """Return what the check page posts."""
    text = member.get(url("check", promotion)).text
    found = dict(re.findall(r'name="(key|saved)" value="([^"]+)"', text))
    return {**found, "is_declared_true": "on", **changes}


def test_a_report_is_written_checked_and_sent_once(member, promotion):
    page = member.post(url("report", promotion), answers(check="1"), follow=True)
    assert page.request["PATH_INFO"] == url("check", promotion)
    assert "750.002" in page.text
    assert "Khoản 4 Điều 96 Luật Thương mại 2005" in page.text

    facts = checked(member, promotion)
    for _ in range(2):
        member.post(url("check", promotion), facts)

    report = ResultReport.objects.get()
    assert report.state == ResultState.SENT
    assert report.versions.count() == 1


def test_a_draft_may_leave_everything_open(member, promotion):
    member.post(url("report", promotion), {"given_1": "1"})

    report = ResultReport.objects.get()
    assert [line.given_count for line in report.lines.all()] == [1, None]
    page = member.get(url("check", promotion)).text
    assert "Ghi số giải đã trao của “Giải nhì: phiếu quà”" in page
    assert 'name="is_declared_true"' not in page


@pytest.mark.parametrize("typed", ["11", "-1", "bảy"])
def test_what_cannot_be_is_told_at_its_field_and_the_rest_is_kept(
    member, promotion, typed
):
    page = member.post(url("report", promotion), answers(given_2=typed, note="Mưa bão"))

    assert list(page.context["form"].errors) == ["given_2"]
    assert "Mưa bão" in page.text
    assert f'value="{typed}"' in page.text
    assert ResultReport.objects.count() == 0


def test_what_was_changed_after_the_check_page_is_not_sent(member, promotion):
    written(promotion)
    facts = checked(member, promotion)
    member.post(url("report", promotion), answers(given_2="10"))

    member.post(url("check", promotion), facts)

    assert ResultReport.objects.get().state == ResultState.DRAFT


def test_without_the_declaration_nothing_is_sent(member, promotion):
    written(promotion)

    page = member.post(
        url("check", promotion), checked(member, promotion, is_declared_true="")
    )

    assert list(page.context["form"].errors) == ["is_declared_true"]
    assert ResultReport.objects.get().state == ResultState.DRAFT


def test_a_sent_report_is_corrected_until_it_is_received(member, promotion):
    report = sent(promotion)
    assert url("correct", promotion) in member.get(url("report", promotion)).text
    member.post(url("correct", promotion))
    report.refresh_from_db()
    assert report.state == ResultState.DRAFT

    workflow.send_result(report, by=None, at=AFTER)
    workflow.receive_result(report, by=None, at=AFTER)
    assert url("correct", promotion) not in member.get(url("report", promotion)).text
    member.post(url("correct", promotion))
    report.refresh_from_db()
    assert report.state == ResultState.RECEIVED


def test_the_merchant_reads_why_it_was_sent_back(member, promotion):
    workflow.return_result(sent(promotion), by=None, at=AFTER, reason="Thiếu số giải")

    assert "Thiếu số giải" in member.get(url("report", promotion)).text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_form_07_is_a_draft_first_and_then_issued_with_a_code(member, promotion, kind):
    written(promotion)
    assert member.get(url("draft", promotion, kind)).status_code == 200
    version = sent(promotion).versions.get()

    first = member.get(url("paper", promotion, 1, kind))
    again = member.get(url("paper", promotion, 1, kind))

    assert first.content == again.content
    assert version.papers.get().file.filename == (
        f"{promotion.reference}-mau-07-lan-1.{kind}"
    )
    assert member.get(url("draft", promotion, kind)).status_code == 302


def test_strangers_find_nothing_and_readers_change_nothing(client, promotion):
    sent(promotion)
    pages = [
        url("report", promotion),
        url("check", promotion),
        url("paper", promotion, 1, "pdf"),
    ]
    client.force_login(MerchantMemberFactory().user)
    assert [client.get(page).status_code for page in pages] == [404] * 3

    reader = MerchantMemberFactory(merchant=promotion.merchant, role="viewer").user
    client.force_login(reader)
    assert client.get(url("report", promotion)).status_code == 200
    assert client.post(url("correct", promotion)).status_code == 403


def test_what_is_not_registered_has_no_report(member, merchant):
    promotion = PromotionFactory(merchant=merchant, ended=True)

    assert member.get(url("report", promotion)).status_code == 404
    dossier = member.get(reverse("dossier_detail", args=[promotion.reference])).text
    assert "Mẫu số 07" not in dossier


def test_what_is_owed_stands_on_the_merchants_page_with_its_day(member, promotion):
    address = f'href="{url("report", promotion)}"'
    page = member.get(reverse("dossier_list")).text
    assert address in page
    assert "15/01/2025" in page
    dossier = member.get(reverse("dossier_detail", args=[promotion.reference])).text
    assert address in dossier

    sent(promotion)
    assert address not in member.get(reverse("dossier_list")).text


def test_what_strangers_owe_stands_on_no_page(member):
    draw()

    assert (
        "Báo cáo kết quả còn phải nộp" not in member.get(reverse("dossier_list")).text
    )


@pytest.mark.parametrize(("count", "has_more"), [(10, False), (11, True)])
def test_of_many_owed_those_due_first_stand_on_the_page(
    member, merchant, count, has_more
):
    owed = [
        draw(merchant=merchant, prizes_due_on=date(2024, 12, day))
        for day in range(count + 1, 1, -1)
    ]

    page = member.get(reverse("dossier_list")).text

    shown = [promotion for promotion in owed if url("report", promotion) in page]
    assert shown == owed[-10:]
    assert ("đến hạn sớm nhất" in page) == has_more


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_owed(
    member, merchant, django_assert_num_queries, count
):
    for _ in range(count):
        draw(merchant=merchant)

    with django_assert_num_queries(11):
        member.get(reverse("dossier_list"))


@pytest.mark.parametrize("count", [1, 20])
def test_the_form_costs_the_same_for_one_and_twenty_prizes(
    member, merchant, django_assert_num_queries, count
):
    promotion = PromotionFactory(
        merchant=merchant, ended=True, forms=[PromotionForm.LUCKY_DRAW]
    )
    for position in range(count):
        PrizeFactory(promotion=promotion, position=position + 1)

    with django_assert_num_queries(11):
        member.get(url("report", promotion))


# For everyone


def public(client, promotion):
    return client.get(reverse("promotion_detail", args=[promotion.reference])).text


def test_the_public_page_says_only_what_stands_with_the_division(client, promotion):
    said = "Đã báo cáo kết quả."
    assert said not in public(client, promotion)

    report = sent(promotion)
    assert said in public(client, promotion)
    assert "Sở Công Thương chưa xem xét" in public(client, promotion)

    workflow.return_result(report, by=None, at=AFTER, reason="Thiếu số giải")
    assert said not in public(client, promotion)

    workflow.send_result(report, by=None, at=AFTER)
    workflow.receive_result(report, by=None, at=AFTER)
    page = public(client, promotion)
    assert "Sở Công Thương tiếp nhận ngày 05/12/2024" in page
    assert "90.000.000" not in page


# The desk


def admin_url(name, *args):
    return reverse(f"admin:promotions_resultreport_{name}", args=args)


@pytest.mark.parametrize(
    ("name", "facts", "state"),
    [
        ("accept", {}, ResultState.RECEIVED),
        ("refuse", {"reason": "Thiếu số giải"}, ResultState.RETURNED),
        ("refuse", {"reason": ""}, ResultState.SENT),
    ],
)
def test_the_officer_answers(client, promotion, name, facts, state):
    report = sent(promotion)
    client.force_login(UserFactory(trade_management=True))

    page = client.get(admin_url("change", report.pk)).text
    client.post(admin_url(name, report.pk), facts)

    assert admin_url(name, report.pk) in page
    assert "Giải nhì: phiếu quà: 10 × 500.001" in page
    report.refresh_from_db()
    assert report.state == state


def test_the_desk_says_how_late_a_report_came(client, promotion, settings):
    report = sent(promotion)
    report.first_sent_at = AFTER.replace(year=2025, month=1, day=16)
    report.save(update_fields=["first_sent_at"])
    client.force_login(UserFactory(trade_management=True))

    assert "Chậm 1 ngày" in client.get(admin_url("change", report.pk)).text


def test_drafts_are_on_no_desk(client, promotion):
    report = written(promotion)
    client.force_login(UserFactory(trade_management=True))

    assert client.get(admin_url("change", report.pk)).status_code == 302
    assert ResultReport.objects.visible_to(UserFactory(leader=True)).count() == 0


@pytest.mark.parametrize("kind", ["leader", "surveillance"])
def test_other_units_decide_nothing(client, promotion, kind):
    report = sent(promotion)
    client.force_login(UserFactory(**{kind: True}))

    assert client.post(admin_url("accept", report.pk)).status_code == 403
    answer = client.post(admin_url("refuse", report.pk), {"reason": "x"})
    assert answer.status_code == 403
    report.refresh_from_db()
    assert report.state == ResultState.SENT


def test_form_07_is_for_the_department_and_not_for_other_units(client, promotion):
    report = sent(promotion)
    address = admin_url("paper", report.pk, 1, "pdf")

    client.force_login(UserFactory(surveillance=True))
    assert client.get(address).status_code == 404
    client.force_login(UserFactory(trade_management=True))
    assert client.get(address).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("den-han", ["owed"]),
        ("qua-han", ["late"]),
        ("da-gui", ["sent"]),
        ("da-nhan", ["received"]),
    ],
)
def test_the_list_is_narrowed_to_what_is_owed_overdue_or_sent(client, chosen, found):
    by_name = {name: draw(name=name) for name in ("owed", "sent", "received")}
    by_name["late"] = draw(name="late", prizes_due_on=AFTER.date().replace(month=10))
    sent(by_name["sent"])
    workflow.receive_result(sent(by_name["received"]), by=None, at=AFTER)
    PromotionFactory(name="discount", ended=True)
    client.force_login(UserFactory(trade_management=True))

    page = client.get(
        reverse("admin:promotions_promotion_changelist"), {"bao-cao-ket-qua": chosen}
    )

    assert [one.name for one in page.context["cl"].result_list] == found
