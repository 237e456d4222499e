import pytest

from tests.reports.factories import IssuedFileFactory, ReportFactory, SnapshotFactory


@pytest.mark.parametrize("trait", [None, "running", "stalled", "ready", "failed"])
@pytest.mark.django_db
def test_each_situation_of_a_report_is_valid(trait):
    ReportFactory(**({trait: True} if trait else {})).full_clean()


@pytest.mark.parametrize("factory", [SnapshotFactory, IssuedFileFactory])
@pytest.mark.django_db
def test_what_hangs_on_a_report_is_valid(factory):
    factory().full_clean()
