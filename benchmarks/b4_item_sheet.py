"""B4: an item sheet of 100,000 rows, read, judged by all rules and stored.

The floor reads the same workbook with calamine and stores it with ``bulk_create``,
without one rule. Beside the ordinary sheet stand the two that cost most memory: one
whose every row comes back, and one added to 100,000 goods that are there already.
"""

import io
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import xlsxwriter

from benchmarks import place
from benchmarks.results import Measured

ROWS = 100_000
WRONG_EVERY = 1_000
ROUNDS = 3
MEMORY_LIMIT_MIB = 300
PROGRESS_LIMIT_SECONDS = 2


def measure() -> list[Measured]:
    with place.opened(promotions=40, fresh=True) as at:
        at.use()
        content = _workbook()
        ours, floors, peaks, firsts, marked = [], [], [], [], 0
        for _round in range(ROUNDS):
            seconds, peak, first, marked = _apart(_portal, content)
            ours.append(ROWS / seconds)
            peaks.append(peak)
            firsts.append(first)
            floors.append(ROWS / _apart(_floor, content)[0])
        all_wrong = _apart(_every_row_wrong, _workbook(wrong_every=1))
        twice = _apart(_added_to_as_many, content)
    rate, floor = median(ours), median(floors)
    peak, first = max(peaks), max(firsts)
    return [
        Measured(
            "B4",
            "item sheet of 100,000 rows",
            rate,
            floor,
            "rows/s",
            rate / floor,
            "≥ 1.0",
            rate >= floor,
            f"{marked} wrong rows came back marked in a workbook.",
        ),
        Measured(
            "B4",
            "peak memory of the worker",
            peak,
            None,
            "MiB",
            None,
            f"≤ {MEMORY_LIMIT_MIB}",
            peak <= MEMORY_LIMIT_MIB,
        ),
        _memory("the same, where every row is wrong", all_wrong),
        _memory("the same, added to 100,000 goods", twice),
        Measured(
            "B4",
            "progress first seen after",
            first,
            None,
            "s",
            None,
            f"≤ {PROGRESS_LIMIT_SECONDS}",
            first <= PROGRESS_LIMIT_SECONDS,
        ),
    ]


def _memory(name: str, peak: float) -> Measured:
    limit = f"≤ {MEMORY_LIMIT_MIB}"
    return Measured(
        "B4", name, peak, None, "MiB", None, limit, peak <= MEMORY_LIMIT_MIB
    )


def _apart(work: Any, content: bytes) -> Any:
    """Run in a process of its own, so that its peak memory is its own."""
    from django.db import connections

    connections.close_all()
    context = get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_run, (work.__name__, content))


def _run(name: str, content: bytes) -> Any:
    import django

    django.setup()
    return globals()[name](content)


def _portal(content: bytes) -> tuple[float, float, float, int]:
    """Return seconds, peak MiB, seconds to the first progress, wrong rows."""
    from promotions.models import SheetJob
    from promotions.sheets import checking

    job = _sent(_dossier(), content)
    with ThreadPoolExecutor(1) as watcher:
        began = time.perf_counter()
        first = watcher.submit(_first_progress, job.pk, began)
        checking.check_sheet(job.pk)
        seconds = time.perf_counter() - began
        first_seconds = first.result()
    job = SheetJob.objects.get(pk=job.pk)
    wrong = ROWS // WRONG_EVERY
    assert (job.accepted_count, job.wrong_count) == (ROWS - wrong, wrong), job.problem
    assert job.marked_file
    return seconds, _peak(), first_seconds, wrong


def _every_row_wrong(content: bytes) -> float:
    from promotions.models import SheetJob
    from promotions.sheets import checking

    job = _sent(_dossier(), content)
    checking.check_sheet(job.pk)
    job = SheetJob.objects.get(pk=job.pk)
    assert (job.wrong_count, job.accepted_count) == (ROWS, 0), job.problem
    assert job.marked_file
    return _peak()


def _added_to_as_many(content: bytes) -> float:
    from promotions.models import SheetJob
    from promotions.sheets import checking

    dossier = _dossier()
    for _time in range(2):
        job = _sent(dossier, content, mode="add")
        checking.check_sheet(job.pk)
    job = SheetJob.objects.get(pk=job.pk)
    assert job.duplicate_count == ROWS - ROWS // WRONG_EVERY, job.problem
    return _peak()


def _sent(dossier: Any, content: bytes, *, mode: str = "replace") -> Any:
    from django.utils import timezone

    from promotions.enums import SheetMode, SheetPolicy
    from promotions.sheets import uploading

    return uploading.accept_upload(
        dossier,
        io.BytesIO(content),
        filename="hang.xlsx",
        mode=SheetMode(mode),
        policy=SheetPolicy.PARTIAL,
        by=dossier.merchant.members.first().user,
        at=timezone.now(),
        key=uuid4(),
    )


def _peak() -> float:
    return place.memory_peak_mib(Path("/proc/self"))


def _first_progress(pk: int, began: float) -> float:
    from django.db import connection

    from promotions.models import SheetJob

    try:
        while True:
            job = SheetJob.objects.get(pk=pk)
            if job.read_count or not job.is_unfinished:
                return time.perf_counter() - began
            time.sleep(0.05)
    finally:
        connection.close()


def _floor(content: bytes) -> tuple[float]:
    from python_calamine import CalamineWorkbook

    from promotions.models import GoodsGroup, Item

    dossier = _dossier()
    group = GoodsGroup.objects.get(code="food")
    began = time.perf_counter()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    items = [
        Item(
            promotion=dossier,
            position=position,
            name=row[0],
            goods_group=group,
            brand=row[2],
            unit_of_measure=row[3],
            quantity=int(row[4]),
            price_before_vnd=int(row[5] or 0) if row[5] != "?" else 0,
            price_now_vnd=int(row[6]),
        )
        for position, row in enumerate(rows.to_python()[1:], start=1)
    ]
    Item.objects.bulk_create(items, batch_size=2_000)
    return (time.perf_counter() - began,)


def _dossier() -> Any:
    """Return a fresh dossier of the week with a person who may edit it."""
    from django.utils import timezone

    from campaigns.models import Campaign
    from promotions import dossier
    from promotions.models import Merchant

    merchant = Merchant.objects.filter(members__isnull=False).first()
    assert merchant is not None
    campaign = Campaign.objects.published().first()
    assert campaign is not None
    draft = dossier.start(
        merchant,
        by=merchant.members.first().user,
        at=timezone.now(),
        campaign=campaign,
    )
    draft.forms = ["discount"]
    draft.starts_at, draft.ends_at = campaign.starts_at, campaign.ends_at
    draft.save()
    return draft


def _workbook(wrong_every: int = WRONG_EVERY) -> bytes:
    """Return the workbook; some rows have a price nobody can read."""
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    workbook = xlsxwriter.Workbook(name, {"constant_memory": True})
    page = workbook.add_worksheet("Hàng hoá")
    from promotions.sheets.columns import COLUMNS

    wanted = COLUMNS[:8]
    page.write_row(0, 0, [str(column.title) for column in wanted])
    for number in range(1, ROWS + 1):
        before = 20_000 + number % 977 * 1_000
        price = "?" if number % wrong_every == 0 else before
        row = [f"Đặc sản số {number}", "food", "Bà Năm", "hộp", 20, price]
        page.write_row(number, 0, [*row, before * 6 // 10, ""])
    workbook.close()
    content = Path(name).read_bytes()
    Path(name).unlink()
    return content
