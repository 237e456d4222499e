from datetime import timedelta
from decimal import Decimal

from django.db import ProgrammingError, transaction

import pytest

from reports import snapshot as snapshots
from reports.figures import complaints, merchants, procedures, promotions
from reports.figures.dimension import DISTRICT, MERCHANT_KIND
from reports.models import Snapshot
from reports.snapshot import SnapshotDamaged, seal
from tests.complaints.factories import ComplaintFactory
from tests.reports.factories import SnapshotFactory
from tests.reports.province import AS_OF, fill_the_province

pytestmark = pytest.mark.django_db(transaction=True)


def test_frozen_figures_are_read_as_they_were_counted():
    campaign = fill_the_province()
    frozen = snapshots.freeze(campaign, at=AS_OF)
    ComplaintFactory(campaign=campaign)

    figures = snapshots.read(Snapshot.objects.get(pk=frozen.pk))

    assert figures.as_of == AS_OF
    assert figures.campaign["plan_ref"] == "123/KH-SCT"
    assert figures.count(complaints.RECEIVED) == 4
    assert figures.value(complaints.ON_TIME_RATE) == Decimal("50.00")
    assert figures.value(promotions.USED_VALUE) == 1_253_456_789
    assert figures.value(procedures.LATE) == 1
    assert figures.row(merchants.MERCHANTS, DISTRICT, "380") == 1
    assert figures.row(merchants.MERCHANTS, DISTRICT, "384") == 0
    assert figures.row(complaints.ON_TIME_RATE, DISTRICT, "384") is None
    assert dict(figures.rows(merchants.MERCHANTS, MERCHANT_KIND)).values() == (
        pytest.approx([1, 1])
    )


def test_the_same_state_gives_the_same_hash():
    campaign = fill_the_province()

    first = snapshots.freeze(campaign, at=AS_OF)
    second = snapshots.freeze(campaign, at=AS_OF)
    later = snapshots.freeze(campaign, at=AS_OF + timedelta(seconds=1))
    ComplaintFactory(campaign=campaign)
    other = snapshots.freeze(campaign, at=AS_OF)

    assert first.sha256 == second.sha256
    assert len({first.sha256, later.sha256, other.sha256}) == 3


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert seal({"b": 1, "a": {"d": "ờ", "c": 2}}) == seal(
        {"a": {"c": 2, "d": "ờ"}, "b": 1}
    )
    assert seal({"a": 1}) != seal({"a": "1"})


def test_damaged_figures_are_refused():
    snapshot = SnapshotFactory(figures={"values": {"PA-01": 4}})
    snapshot.figures["values"]["PA-01"] = 5

    with pytest.raises(SnapshotDamaged):
        snapshots.read(snapshot)


def test_the_database_itself_keeps_a_snapshot_as_it_is():
    snapshot = SnapshotFactory()

    for change in (
        lambda: Snapshot.objects.filter(pk=snapshot.pk).update(sha256="0" * 64),
        lambda: Snapshot.objects.filter(pk=snapshot.pk).delete(),
    ):
        with (
            pytest.raises(ProgrammingError, match="Cannot update or delete"),
            transaction.atomic(),
        ):
            change()


def test_a_name_is_frozen_with_the_figures():
    campaign = fill_the_province()
    figures = snapshots.read(snapshots.freeze(campaign, at=AS_OF))

    assert figures.members(DISTRICT) == [
        ("380", "Thành phố Thanh Hoá"),
        ("382", "Thành phố Sầm Sơn"),
        ("384", "Huyện Mường Lát"),
    ]
