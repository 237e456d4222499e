from datetime import date
from io import StringIO

from django.core.management import CommandError, call_command

import pytest

from accounts.loading import Counts, load_districts, load_units
from accounts.models import Unit
from campaigns.enums import TaskRole
from campaigns.loading import load_campaign
from campaigns.management.commands.load_campaign import ONLINE_FRIDAY
from campaigns.models import Assignment, Campaign, TimeSlot
from tests.campaigns.factories import CampaignFactory

pytestmark = pytest.mark.django_db
ASSIGNMENTS = 15 + 1 + 2 * 27


@pytest.fixture(autouse=True)
def units():
    load_districts()
    load_units()


def run(*arguments):
    out = StringIO()
    call_command("load_campaign", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_a_first_run_creates_everything_and_a_second_changes_nothing():
    assert run("--wet-run") == [
        "Campaign online-friday-2024: 1 created, 0 updated, 0 unchanged.",
        "Time slots: 1 created, 0 updated, 0 unchanged.",
        f"Assignments: {ASSIGNMENTS} created, 0 updated, 0 unchanged.",
    ]
    assert run(str(ONLINE_FRIDAY), "--wet-run") == [
        "Campaign online-friday-2024: 0 created, 0 updated, 1 unchanged.",
        "Time slots: 0 created, 0 updated, 1 unchanged.",
        f"Assignments: 0 created, 0 updated, {ASSIGNMENTS} unchanged.",
    ]


def test_without_wet_run_nothing_is_written():
    assert run()[-1] == "Nothing was written; add --wet-run to write."
    assert Campaign.objects.count() == 0


def test_the_loaded_campaign_is_valid_published_and_concentrated():
    campaign = load_campaign(ONLINE_FRIDAY).campaign

    campaign.full_clean()
    assert (campaign.is_published, campaign.is_concentrated) == (True, True)
    assert len(campaign.objectives.splitlines()) == 8


def test_every_committee_and_every_named_unit_has_its_task():
    load_campaign(ONLINE_FRIDAY)

    idle = Unit.objects.filter(assignments__isnull=True)
    assert [unit.code for unit in idle] == ["lanh-dao-so"]


def test_a_shared_task_has_one_leader_and_who_cooperates():
    load_campaign(ONLINE_FRIDAY)

    shares = Assignment.objects.filter(section="III.1.2", position=4)
    assert set(shares.values_list("unit__code", "role")) == {
        ("qltm", TaskRole.LEAD),
        ("hoi-bvntd", TaskRole.COOPERATE),
    }
    assert shares.values("task").distinct().count() == 1


def test_tasks_keep_the_order_of_the_plan_within_their_section():
    load_campaign(ONLINE_FRIDAY)

    tasks = Assignment.objects.filter(section="III.1.1").order_by("position")
    firsts = [task.split()[0] for task in tasks.values_list("task", flat=True)]
    assert firsts == ["Chủ", "Phối", "Sử", "Chủ", "Tổng"]


def test_what_was_decided_later_stays():
    load_campaign(ONLINE_FRIDAY)
    Campaign.objects.update(
        is_published=False,
        complaint_answer_days=7,
        plan_ref="12/KH-SCT",
        report_due_on=date(2024, 12, 10),
        scope="Sai",
    )

    loaded = load_campaign(ONLINE_FRIDAY)

    campaign = Campaign.objects.get()
    assert loaded.campaigns == Counts(updated=1)
    assert campaign.scope == "Trên địa bàn tỉnh Thanh Hoá"
    assert campaign.is_published is False
    assert campaign.complaint_answer_days == 7
    assert campaign.plan_ref == "12/KH-SCT"
    assert campaign.report_due_on == date(2024, 12, 10)


def test_slots_and_tasks_of_other_people_stay():
    campaign = load_campaign(ONLINE_FRIDAY).campaign
    Assignment.objects.filter(section="III.4").update(section="III.9")

    load_campaign(ONLINE_FRIDAY)

    assert campaign.assignments.filter(section__in=["III.4", "III.9"]).count() == 2


def test_units_that_are_missing_are_named_as_the_remedy():
    Assignment.objects.all().delete()
    Unit.objects.filter(code="hiep-hoi-dn").delete()

    with pytest.raises(CommandError, match="Run load_units first"):
        run("--wet-run")

    assert Campaign.objects.count() == 0


def test_another_published_campaign_in_the_week_stands_in_the_way():
    CampaignFactory(code="khac")

    with pytest.raises(CommandError, match=r"online_friday_2024\.toml breaks a rule"):
        run("--wet-run")

    assert TimeSlot.objects.count() == 0


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="There is no file khong-co"):
        run("khong-co.toml")
