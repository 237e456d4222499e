"""What the rows of a sheet amount to, kept small however many there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from promotions.sheets.columns import title_of
from promotions.sheets.marking import MARKED_ROWS, WrongRow
from promotions.sheets.rows import Problem

SAMPLES = 50
REMARKS = 20


@dataclass
class Result:
    """Counts of rows, and the first of those with something to say.

    ``wrong`` keeps the rows to give back, at most ``MARKED_ROWS``; ``samples`` shows the
    first with errors, ``remarks`` the first left out or with points to check.
    """

    read: int = 0
    accepted: int = 0
    duplicates: int = 0
    warnings: int = 0
    wrong_count: int = 0
    wrong: list[WrongRow] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)
    unread_headings: list[str] = field(default_factory=list)

    def refuse(
        self, number: int, cells: Sequence[object], problems: list[Problem]
    ) -> None:
        self.wrong_count += 1
        if len(self.wrong) < MARKED_ROWS:
            self.wrong.append(WrongRow(number, cells, problems))
        if len(self.samples) < SAMPLES:
            self.samples.append(_shown(number, problems))

    def leave_out(self, number: int, problem: Problem) -> None:
        self.duplicates += 1
        if len(self.remarks) < REMARKS:
            self.remarks.append(_shown(number, [problem]))

    def accept(self, number: int, problems: list[Problem]) -> None:
        self.accepted += 1
        self.warnings += len(problems)
        if problems and len(self.remarks) < REMARKS:
            self.remarks.append(_shown(number, problems))


def _shown(number: int, problems: list[Problem]) -> dict[str, Any]:
    return {"row": number, "problems": list(_told(problems))}


def _told(problems: list[Problem]) -> Iterator[dict[str, Any]]:
    for problem in problems:
        yield {
            "column": title_of(problem.field),
            "message": problem.message,
            "source": problem.source,
            "rule": problem.rule_id,
            "is_error": problem.is_error,
        }
