"""Reports and snapshots, as the smallest valid records."""

from datetime import datetime, timedelta

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from documents.models import FileKind, IssuedFile
from reports.enums import Audience, FailureReason, ReportState, ReportStep
from reports.models import Report, Snapshot
from reports.snapshot import seal
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HCM, CampaignFactory

REQUESTED_AT = datetime(2024, 12, 10, 9, tzinfo=HCM)


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    campaign = factory.SubFactory(CampaignFactory)
    as_of = REQUESTED_AT
    figures = {"values": {}}
    sha256 = factory.LazyAttribute(lambda o: seal(o.figures))


class IssuedFileFactory(DjangoModelFactory):
    class Meta:
        model = IssuedFile

    code = factory.Sequence(lambda n: f"TL-0000-{n:04d}")
    kind = FileKind.DOCX
    about = "Báo cáo kết quả Online Friday 2024 gửi Bộ Công Thương"
    filename = "bao-cao.docx"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size_bytes = 1
    file = factory.Sequence(lambda n: f"issued/{n}")
    issued_at = REQUESTED_AT


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report
        skip_postgeneration_save = True

    class Params:
        running = factory.Trait(
            state=ReportState.RUNNING,
            attempt_count=1,
            step=ReportStep.COUNTING,
            progress_percent=10,
            alive_at=factory.LazyFunction(timezone.now),
        )
        stalled = factory.Trait(
            running=True,
            alive_at=factory.LazyFunction(
                lambda: timezone.now() - timedelta(seconds=46)
            ),
        )
        ready = factory.Trait(
            state=ReportState.READY,
            attempt_count=1,
            step=ReportStep.DONE,
            progress_percent=100,
            snapshot=factory.SubFactory(
                SnapshotFactory, campaign=factory.SelfAttribute("..campaign")
            ),
            ready_at=REQUESTED_AT + timedelta(seconds=5),
        )
        failed = factory.Trait(
            state=ReportState.FAILED,
            attempt_count=3,
            failure=FailureReason.WORKER_LOST,
        )

    campaign = factory.SubFactory(CampaignFactory)
    audience = Audience.MINISTRY
    requested_by = factory.SubFactory(UserFactory, import_export=True)
    requested_at = REQUESTED_AT
