"""What a benchmark says, and the table it is written into."""

import os
import platform
import time
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "RESULTS.md"
PACKAGES = ("django", "psycopg", "granian", "typst", "python-calamine")


@dataclass
class Measured:
    """One line of the table.

    ``ours`` and ``floor`` are figures of the same ``unit``; ``ratio`` is what the
    ``target`` speaks of, a sentence such as «≥ 0.6».
    """

    number: str
    work: str
    ours: float
    floor: float | None
    unit: str
    ratio: float | None
    target: str
    is_met: bool
    note: str = ""


def as_markdown(measured: list[Measured]) -> str:
    lines = [
        f"## {datetime.now().astimezone():%Y-%m-%d %H:%M}",
        "",
        _machine(),
        "",
        "| # | work | portal | floor | unit | ratio | target | met |",
        "|---|---|---:|---:|---|---:|---|---|",
    ]
    for row in measured:
        lines.append(
            f"| {row.number} | {row.work} | {_figure(row.ours)} | {_figure(row.floor)}"
            f" | {row.unit} | {_figure(row.ratio)} | {row.target}"
            f" | {'yes' if row.is_met else '**no**'} |"
        )
    notes = [f"- {row.number}: {row.note}" for row in measured if row.note]
    return "\n".join([*lines, "", *notes, ""] if notes else [*lines, ""])


def append(text: str) -> None:
    """Put the newest run first, below the introduction."""
    introduction, mark, earlier = RESULTS.read_text().partition("\n## ")
    RESULTS.write_text(f"{introduction.rstrip()}\n\n{text}{mark}{earlier}")


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions};"
        f" calibration {_calibration():.2f} s."
    )


def _calibration() -> float:
    """Return the seconds a fixed piece of plain Python takes here."""
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number & 7
    return time.perf_counter() - began


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"
