"""Officers read the sheets of what was submitted; the files are theirs to compare."""

import hashlib
from datetime import UTC, datetime

from django.urls import reverse

import pytest

from promotions.enums import SheetMode, SheetPolicy, SheetState
from promotions.models import SheetJob
from promotions.sheets import files
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db
FILE = "admin:promotions_sheetjob_file"
SENT = b"as it was sent"


def a_job(promotion):
    return SheetJob.objects.create(
        promotion=promotion,
        uploaded_by=UserFactory(),
        uploaded_at=datetime(2024, 11, 18, tzinfo=UTC),
        filename="bang gia cua toi.csv",
        file=files.store(SENT),
        marked_file=files.store(b"as it was returned"),
        sha256=hashlib.sha256(SENT).hexdigest(),
        size_bytes=len(SENT),
        mode=SheetMode.ADD,
        policy=SheetPolicy.PARTIAL,
        state=SheetState.STORED,
    )


@pytest.fixture
def job():
    return a_job(PromotionFactory(submitted=True))


@pytest.mark.parametrize(
    ("which", "content", "ending"),
    [("gui", SENT, "csv"), ("tra-lai", b"as it was returned", "xlsx")],
)
def test_officer_takes_the_files(desk, job, which, content, ending):
    answer = desk(UserFactory(trade_management=True)).get(
        reverse(FILE, args=[job.pk, which])
    )

    assert answer.getvalue() == content
    named = f"{job.promotion.reference}-{which}-{job.pk}.{ending}"
    assert named in answer["Content-Disposition"]


def test_page_tells_what_became_of_the_sheet(desk, job):
    officer = desk(UserFactory(trade_management=True))

    page = officer.get(reverse("admin:promotions_sheetjob_change", args=[job.pk]))
    queue = officer.get(reverse("admin:promotions_sheetjob_changelist"))

    assert reverse(FILE, args=[job.pk, "gui"]) in page.text
    assert job.filename not in page.text + queue.text
    assert str(job.promotion) in queue.text


def test_changed_file_is_not_handed_out(desk, job):
    files.path_of(job.file).write_bytes(b"something else")

    answer = desk(UserFactory(trade_management=True)).get(
        reverse(FILE, args=[job.pk, "gui"])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("which", ["gui", "tra-lai"])
def test_sheet_of_a_draft_is_nobodys_at_the_office(desk, which):
    job = a_job(PromotionFactory(declared=True))

    answer = desk(UserFactory(trade_management=True)).get(
        reverse(FILE, args=[job.pk, which])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["merchant", "nobody"])
def test_others_do_not_come_to_the_desk(client, desk, job, who):
    if who == "merchant":
        desk(MerchantMemberFactory(merchant=job.promotion.merchant).user)

    answer = client.get(reverse(FILE, args=[job.pk, "gui"]))

    assert answer.status_code in {302, 403, 404}
